import FoundationEssentials
import ProbeProtocol
import StudioModel
import Testing

@testable import Netlink
@testable import onair_probe_network

@Suite struct `An interface's details and edges` {
    /// RTM_NEWLINK of interface 4, "eth0".
    private func link(carrier: Bool = true, changes: UInt8 = 2, index: UInt8 = 4) throws -> NetworkLink {
        let flags: [UInt8] = carrier ? [0x43, 0x10, 0x01, 0] : [0x03, 0x10, 0, 0]
        let message: [UInt8] =
            [0, 0, 1, 0, index, 0, 0, 0] + flags + [0, 0, 0, 0]
            + [9, 0, 3, 0] + Array("eth0".utf8) + [0, 0, 0, 0]  // IFLA_IFNAME
            + [5, 0, 16, 0, carrier ? 6 : 2, 0, 0, 0]  // IFLA_OPERSTATE
            + [5, 0, 33, 0, carrier ? 1 : 0, 0, 0, 0]  // IFLA_CARRIER
            + [8, 0, 35, 0, changes, 0, 0, 0]  // IFLA_CARRIER_CHANGES
        guard let link = NetworkLink(message.span.bytes) else { throw Malformed() }
        return link
    }

    @Test(arguments: ["-1", "4294967295", "0", nil, "x"]) func `a speed that is not told is unknown`(
        text: String?
    ) {
        #expect(LinkDetails.speed(text).kind == "unsupported")
    }

    @Test func `a speed that is told is a number`() {
        #expect(LinkDetails.speed("1000") == .number(1000))
        #expect(LinkDetails.duplex("half") == .text("half"))
        #expect(LinkDetails.duplex("unknown").kind == "unsupported")
    }

    @Test(arguments: [("4\n", "value"), ("9\n", "unsupported")])
    func `sysfs is believed only when it shows the same interface`(index: String, kind: String) throws {
        let sys = FileManager.default.temporaryDirectory.appending(path: "onair-sys-\(UUID().uuidString)")
        let folder = sys.appending(path: "class/net/eth0")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "phy80211"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: sys) }
        try Data(index.utf8).write(to: folder.appending(path: "ifindex"))
        try Data("300\n".utf8).write(to: folder.appending(path: "speed"))
        try Data("full\n".utf8).write(to: folder.appending(path: "duplex"))
        let details = LinkDetails.read(try link(), sys: sys.path())
        #expect(details.speed.kind == kind && details.duplex.kind == kind && details.wireless.kind == kind)
        if kind == "value" { #expect(details.wireless == .flag(true)) }
    }

    @Test func `edges are named, a flap between two looks included`() throws {
        #expect(LinkReport.edges(from: try link(), to: try link(carrier: false, changes: 3)) == ["link.down"])
        #expect(LinkReport.edges(from: try link(carrier: false), to: try link()) == ["link.up"])
        #expect(LinkReport.edges(from: try link(), to: try link(changes: 4)) == ["link.flapped"])
        #expect(LinkReport.edges(from: try link(), to: try link(index: 5)) == ["link.replaced"])
        #expect(LinkReport.edges(from: try link(), to: nil) == ["link.removed"])
        #expect(LinkReport.edges(from: try link(), to: try link()).isEmpty)
        #expect(LinkReport.edges(from: nil, to: try link()).isEmpty)
    }

    @Test func `an interface that is not there is absent, and the ones that are there are named`() throws {
        var queries = try NetlinkSocket(.route)
        var report = LinkReport(wanted: "no-such-link", sys: "/sys")
        _ = try report.look(&queries)
        let readings = report.readings(isInspection: true)
        #expect(readings["link.present"] == .flag(false))
        #expect(readings["link.carrier"]?.reason?.hasPrefix("no interface no-such-link; there ") == true)
        #expect(Set(readings.keys) == Set(LinkMetrics.all.map(\.name)))
    }

    @Test func `what no check can wait for is not asked of one`() throws {
        var queries = try NetlinkSocket(.route)
        var report = LinkReport(wanted: "lo", sys: "/sys")
        _ = try report.look(&queries)
        let checked = report.readings(isInspection: true)
        #expect(
            checked["link.carrier-changes"]
                == .unsupported("counts over 600 s; it is judged during the show"))
        #expect(checked["link.errors-ratio"]?.kind == "unsupported", "one look counts no packets")
        #expect(report.readings(isInspection: false)["link.errors-ratio"]?.kind == "absent")
    }

    @Test func `loopback is read like any interface that is named`() throws {
        var queries = try NetlinkSocket(.route)
        var report = LinkReport(wanted: "lo", sys: "/sys")
        try report.lookForRoutes(&queries)
        _ = try report.look(&queries)
        let readings = report.readings(isInspection: false)
        #expect(readings["link.present"] == .flag(true))
        #expect(readings["link.operational"] == .flag(true))
        #expect(readings["link.route.default"] == .flag(false))
        #expect(readings["link.carrier-changes"] == .number(0))
        #expect(Set(readings.keys) == Set(LinkMetrics.all.map(\.name)))
    }
}
