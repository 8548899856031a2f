import ProbeProtocol
import StudioModel
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(if: NamespacedProbe.isPossible, "needs unshare, ip and the right to make user namespaces"))
struct `The probe in a network of its own` {
    private func subject(
        _ name: String, match: [String: Value] = [:], expect: [String: Value] = [:]
    ) throws -> SubjectConfiguration {
        SubjectConfiguration(subject: try #require(Subject(rawValue: name)), match: match, expect: expect)
    }

    private static let cable = """
        ip link set lo up
        ip link add cable type veth peer name partner
        ip addr add 192.0.2.1/24 dev cable
        ip link set cable up; ip link set partner up
        ip route add default via 192.0.2.2 dev cable
        """

    @Test func `a pulled cable, a lost route and a vanished interface are seen as they happen`() async throws
    {
        let probe = try NamespacedProbe(setup: Self.cable, subjects: [subject("link/wan")])
        await eventually { probe.latest("link.carrier") == .flag(true) }
        #expect(probe.latest("link.interface") == .text("cable"))
        #expect(probe.latest("link.route.default") == .flag(true))
        #expect(probe.latest("link.speed")?.kind == "unsupported", "/sys shows the outer namespace")

        #expect(probe.shell("ip link set partner down") == 0)
        await eventually { probe.latest("link.carrier") == .flag(false) }
        #expect(probe.latest("link.operational") == .flag(false))
        #expect(probe.events == ["link.down"])

        #expect(probe.shell("ip link set partner up") == 0)
        await eventually { probe.latest("link.carrier") == .flag(true) }
        await eventually { probe.latest("link.carrier-changes") == .number(2) }

        #expect(probe.shell("ip route del default") == 0)
        await eventually { probe.latest("link.route.default") == .flag(false) }
        #expect(probe.latest("link.present") == .flag(true), "the interface it left by is still followed")

        #expect(probe.shell("ip link del cable") == 0)
        await eventually { probe.latest("link.present") == .flag(false) }
        #expect(probe.latest("link.carrier")?.kind == "absent")
    }

    @Test func `an uplink too thin shows as backlog and capacity, with the ingest's window open`()
        async throws
    {
        // A segment larger than the shaper's burst would never pass, hence the ordinary MTU.
        let shaped = """
            ip link set lo up mtu 1500
            tc qdisc add dev lo root tbf rate 3mbit burst 16kb latency 300ms
            """
        let probe = try NamespacedProbe(
            setup: shaped,
            subjects: [
                subject(
                    "uplink/main", match: ["host": "127.0.0.1", "port": 1935], expect: ["bitrate": 6_000_000])
            ])
        await eventually { probe.latest("uplink.connect.result") == .text("refused") }
        try probe.start(["perl", NamespacedProbe.scripts + "/upload.pl", "1935", "6000000"])
        await eventually(within: .seconds(20)) {
            (probe.number("uplink.backlog") ?? 0) > 0.3
                && (probe.number("uplink.busy") ?? 0) > 0.9
                && probe.latest("uplink.app-limited") == .flag(false)
                && probe.latest("uplink.capacity")?.value != nil
                && (probe.number("uplink.rwnd-limited") ?? 1) < 0.2
        }
        // 3 Mbit/s less the headers.
        await eventually { (2_000_000...3_100_000).contains(probe.number("uplink.bitrate.acked") ?? 0) }
        await eventually { (1_500_000...4_500_000).contains(probe.number("uplink.capacity") ?? 0) }
    }

    @Test func `a line that goes dead shows as a stall without any answer, and as nothing once it is back`()
        async throws
    {
        let probe = try NamespacedProbe(
            setup: "ip link set lo up mtu 1500",
            subjects: [
                subject(
                    "uplink/main", match: ["host": "127.0.0.1", "port": 1935], expect: ["bitrate": 6_000_000])
            ])
        await eventually { probe.latest("uplink.connect.result") == .text("refused") }
        try probe.start(["perl", NamespacedProbe.scripts + "/upload.pl", "1935", "6000000"])
        await eventually { (probe.number("uplink.bitrate.acked") ?? 0) > 1_000_000 }

        // A shaper that lets a packet pass every two minutes: the sender is told that all is well.
        #expect(probe.shell("tc qdisc add dev lo root tbf rate 100bit burst 1600 latency 9999s") == 0)
        await eventually {
            (probe.number("uplink.ack.stall") ?? 0) > 1 && (probe.number("uplink.ack.age") ?? 0) > 1
                && probe.number("uplink.bitrate.acked") == 0
        }
        #expect(
            (probe.number("uplink.unacked-bytes") ?? 0) > 0,
            "sent and not confirmed: the line, not the ingest")
        #expect((probe.number("uplink.rwnd-limited") ?? 1) < 0.2)
        #expect(probe.latest("uplink.encoder.connected") == .flag(true), "the encoder has noticed nothing")

        #expect(probe.shell("tc qdisc del dev lo root") == 0)
        await eventually(within: .seconds(20)) {
            probe.number("uplink.ack.stall") == 0 && (probe.number("uplink.bitrate.acked") ?? 0) > 1_000_000
        }
        await eventually { (probe.number("uplink.retransmit-ratio") ?? 0) > 0 }
    }

    @Test func `the key in the ingest's URL is never said`() async throws {
        var uplink = try subject("uplink/main")
        uplink.secrets = ["url": "rtmp://user:OPENSESAME@127.0.0.1:1935/live/OPENSESAME?sign=OPENSESAME"]
        var unclear = try subject("uplink/backup")
        unclear.secrets = ["url": "OPENSESAME://OPENSESAME:OPENSESAME/OPENSESAME"]
        let probe = try NamespacedProbe(setup: "ip link set lo up", subjects: [uplink, unclear])
        await eventually {
            probe.readings("uplink.connect.result").contains { $0.outcome == .text("refused") }
                && probe.readings("uplink.connect.result").contains { $0.outcome.kind == "unsupported" }
        }
        #expect(!probe.output.lowercased().contains("opensesame"))
    }

    @Test(arguments: [("3", "NXDOMAIN"), ("2", "server failure"), ("-1", "timeout")])
    func `the ways in which a name server fails are told apart`(code: String, word: String) async throws {
        let ownResolver = """
            ip link set lo up
            mount -t tmpfs none /mnt
            echo "nameserver 127.0.0.1" > /mnt/resolv.conf; echo "hosts: files dns" > /mnt/nsswitch.conf
            mount --bind /mnt/resolv.conf "$(readlink -f /etc/resolv.conf)"
            mount --bind /mnt/nsswitch.conf /etc/nsswitch.conf
            perl \(NamespacedProbe.scripts)/nameserver.pl \(code) &
            """
        let probe = try NamespacedProbe(
            setup: ownResolver,
            subjects: [subject("uplink/main", match: ["host": "ingest.example", "port": 1935])])
        await eventually { probe.latest("uplink.dns.result") == .text(word) }
        #expect(probe.latest("uplink.dns.resolved") == .flag(false))
        #expect(probe.latest("uplink.encoder.connected")?.kind == "failed", "unknown, not disconnected")
    }
}
