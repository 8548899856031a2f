import LinkMeasures
import Netlink
import ProbeProtocol
import StudioModel
import SystemCalls
import TestSupport
import Testing

@testable import onair_probe_network

/// Real connections over loopback. Serialised: they measure rates.
@Suite(.serialized) struct `Watching the encoder's connection` {
    @Test func `a healthy upload is measured, and its process named`() async throws {
        let rig = try UplinkRig(bitrate: 6_000_000)
        await eventually {
            rig.peers.send(count: 8000)
            rig.peers.read()
            try? rig.look()
            return (rig.number("uplink.bitrate.acked") ?? 0) > 500_000
        }
        #expect(rig.flag("uplink.encoder.connected") == true)
        #expect(rig.text("uplink.encoder.process")?.contains("(pid ") == true)
        #expect(rig.flag("uplink.connect.reachable") == true)
        #expect(rig.flag("uplink.app-limited") == true)
        #expect(rig.latest["uplink.capacity"]?.kind == "absent", "meaningless while the encoder is the limit")
        #expect(rig.number("uplink.rwnd-limited") == 0)
        #expect((rig.number("uplink.backlog") ?? 1) < 0.1)
        #expect((rig.number("uplink.rtt") ?? 1000) < 100)
        #expect(rig.events == ["encoder.connected"])
    }

    @Test func `an ingest that stops reading shows as its own shut window and a growing stall`() async throws
    {
        let rig = try UplinkRig(bitrate: 6_000_000)
        await eventually(within: .seconds(15)) {
            rig.peers.send(count: 100_000)
            try? rig.look()
            return (rig.number("uplink.rwnd-limited") ?? 0) > 0.9 && (rig.number("uplink.ack.stall") ?? 0) > 1
                && rig.number("uplink.bitrate.acked") == 0
        }
        #expect(rig.flag("uplink.encoder.connected") == true, "the connection stands")
        #expect((rig.number("uplink.notsent") ?? 0) > 0)
        #expect((rig.number("uplink.backlog") ?? 0) > 0.1)
        #expect(rig.number("uplink.unacked-bytes") == 0, "what arrived was confirmed: the line is not dead")
    }

    @Test func `an ingest that reads too slowly is busy and shut most of the time, and not stalled`()
        async throws
    {
        let rig = try UplinkRig(bitrate: 6_000_000)
        await eventually(within: .seconds(15)) {
            rig.peers.send(count: 100_000)
            rig.peers.read(limit: 4000)
            try? rig.look()
            return (rig.number("uplink.rwnd-limited") ?? 0) > 0.5 && (rig.number("uplink.busy") ?? 0) > 0.9
                && (rig.number("uplink.bitrate.acked") ?? 0) > 0
        }
        #expect(rig.flag("uplink.encoder.connected") == true)
    }

    @Test func `an encoder that goes away is missed at the next look, and its figures with it`() async throws
    {
        let rig = try UplinkRig()
        await eventually {
            rig.peers.send(count: 8000)
            rig.peers.read()
            try? rig.look()
            return rig.number("uplink.bitrate.acked") != nil
        }
        rig.peers.closeClient()
        try rig.look()
        #expect(rig.flag("uplink.encoder.connected") == false)
        #expect(rig.latest["uplink.bitrate.acked"] == .absent("the encoder is not connected to the ingest"))
        #expect(rig.latest["uplink.encoder.process"]?.kind == "absent")
        #expect(rig.events == ["encoder.connected", "encoder.disconnected"])
        await eventually {
            try? rig.look()
            return rig.text("uplink.connect.result") == "connected"
        }
        #expect(rig.flag("uplink.connect.reachable") == true, "the ingest itself is still there")
    }

    @Test func `a dual-stack encoder is found under the ingest's IPv4 address`() async throws {
        let rig = try UplinkRig(mapped: true)
        await eventually {
            rig.peers.send(count: 8000)
            rig.peers.read()
            try? rig.look()
            return rig.flag("uplink.encoder.connected") == true
        }
    }

    @Test func `a player beside the encoder is not taken for it`() async throws {
        let rig = try UplinkRig()
        let player = try LoopbackPeers(besides: rig.peers)
        var queries = try NetlinkSocket(.socketDiagnostics)
        try await eventually {
            player.serve(count: 8000)
            player.play()
            return try queries.establishedSockets(remotePort: rig.peers.port)
                .contains { EncoderFinder.role(of: $0) == .pulls }
        }
        rig.peers.closeClient()
        try rig.look()
        #expect(rig.flag("uplink.encoder.connected") == false)
    }

    @Test func `an encoder that reconnects is found again in the same look`() async throws {
        let rig = try UplinkRig()
        await eventually {
            rig.peers.send(count: 8000)
            try? rig.look()
            return rig.flag("uplink.encoder.connected") == true
        }
        let second = try LoopbackPeers(besides: rig.peers)
        second.send(count: 40_000)
        rig.peers.closeClient()
        try rig.look()
        #expect(rig.flag("uplink.encoder.connected") == true)
        #expect(rig.latest["uplink.bitrate.acked"]?.kind == "absent", "no rate across two connections")
    }

    @Test func `an ingest that refuses is said to refuse`() async throws {
        let rig = try UplinkRig(port: LoopbackPeers.unusedPort())
        await eventually {
            try? rig.look()
            return rig.text("uplink.connect.result") == "refused"
        }
        #expect(rig.flag("uplink.connect.reachable") == false)
        #expect(rig.latest["uplink.connect.time"]?.reason?.contains("nothing listens") == true)
        #expect(rig.flag("uplink.encoder.connected") == false)
    }

    @Test func `every metric described is said, connected or not`() {
        let names = Set(UplinkMetrics.connection.map(\.name))
        #expect(Set(ConnectionReadings.disconnected.keys) == names)
        var history = SocketHistory(depth: 10)
        history.append(SocketSample(at: 1, identity: 1))
        let connected = ConnectionReadings.of(history, stall: nil, process: nil, bitrate: nil)
        #expect(Set(connected.keys) == names)
        #expect(
            connected["uplink.notsent"]?.kind == "unsupported", "an old kernel says less, and that is said")
    }

    @Test func `backlog is told at the measured rate when none is planned`() {
        var history = SocketHistory(depth: 10)
        for tick in 0...50 {
            var sample = SocketSample(at: UInt64(tick) * 200_000_000, identity: 1)
            sample.bytesAcknowledged = UInt64(tick) * 100_000  // 4 Mbit/s
            sample.bytesNotSent = 1_000_000
            history.append(sample)
        }
        let measured = ConnectionReadings.of(history, stall: 0, process: nil, bitrate: nil)
        #expect(measured["uplink.backlog"] == .number(2))
        let planned = ConnectionReadings.of(history, stall: 0, process: nil, bitrate: 8_000_000)
        #expect(planned["uplink.backlog"] == .number(1))
        #expect(planned["uplink.bitrate.acked"] == .number(4_000_000))
    }
}
