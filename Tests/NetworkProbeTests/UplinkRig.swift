import LinkMeasures
import Netlink
import ProbeKit
import StudioModel
import SystemCalls
import TestSupport

@testable import onair_probe_network

/// An encoder, an ingest and the probe's own loop, all in this process, moved on step by step.
final class UplinkRig {
    let peers: LoopbackPeers
    private var loop: UplinkLoop
    private var queries: NetlinkSocket
    private(set) var latest: [Metric: Outcome] = [:]
    private(set) var events: [String] = []

    /// - Parameter port: of the ingest; the peers' own unless given.
    init(mapped: Bool = false, port: UInt16? = nil, bitrate: Double? = nil) throws {
        peers = try LoopbackPeers(mapped: mapped)
        let ingest = Ingest(host: "127.0.0.1", port: port ?? peers.port, transport: .tcp)
        loop = UplinkLoop(check: IngestCheck(ingest), proc: Roots.system.proc, bitrate: bitrate)
        queries = try NetlinkSocket(.socketDiagnostics)
    }

    /// One look of the probe; what it says is added to what it said before.
    func look() throws {
        try loop.step(&queries, at: .now)
        latest.merge(loop.readings) { _, new in new }
        events += loop.events
    }

    func number(_ metric: Metric) -> Double? { latest[metric]?.value?.number }
    func flag(_ metric: Metric) -> Bool? { latest[metric]?.value?.flag }
    func text(_ metric: Metric) -> String? { latest[metric]?.value?.text }
}
