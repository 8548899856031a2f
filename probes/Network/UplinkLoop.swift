import LinkMeasures
import Netlink
import ProbeKit
import StudioModel
import SystemCalls

/// One subject's state between two looks.
struct UplinkLoop {
    private let check: IngestCheck
    private let bitrate: Double?
    private var encoder: EncoderWatch
    private var wasConnected = false
    /// What was said in full last, and when.
    private var told: (readings: [Metric: Outcome], at: Instant)?
    private(set) var events: [String] = []
    private(set) var readings: [Metric: Outcome] = [:]

    init(check: IngestCheck, proc: String, bitrate: Double?) {
        self.check = check
        self.bitrate = bitrate
        encoder = EncoderWatch(port: check.ingest.port, proc: proc)
    }

    var encoderIsConnected: Bool { encoder.isConnected }

    mutating func step(_ queries: inout NetlinkSocket, at now: Instant) throws {
        let state = check.current
        if isTCP {
            try encoder.look(&queries, addresses: state.addresses, at: now.nanoseconds)
        }
        try startCheck(state, at: now)
        let changed = encoder.isConnected != wasConnected
        var all = connection(state, at: now)
        all.merge(
            IngestCheck.readings(
                state, isLiteral: check.isLiteral, encoderIsConnected: encoder.isConnected, at: now)
        ) { first, _ in first }
        if let told, now.seconds(since: told.at) < 0.99 {
            // Five times a second only what moved is worth saying.
            readings = all.filter { told.readings[$0.key] != $0.value }
            self.told?.readings = all
        } else {
            readings = all
            told = all.isEmpty ? nil : (all, now)
        }
        events = []
        if changed { events = [encoder.isConnected ? "encoder.connected" : "encoder.disconnected"] }
        wasConnected = encoder.isConnected
    }

    private func connection(_ state: IngestCheck.State, at now: Instant) -> [Metric: Outcome] {
        if case .udp(let name) = check.ingest.transport {
            let reason = Outcome.unsupported("\(name) runs over UDP: only the encoder knows how it fares")
            let reaching: [Metric] = [
                "uplink.connect.reachable", "uplink.connect.result", "uplink.connect.time",
            ]
            return ConnectionReadings.nothing(reason, connected: reason)
                .merging(reaching.map { ($0, reason) }) { first, _ in first }
        }
        if state.addresses.isEmpty {
            // Until the first answer it is open whether the encoder is connected: not a "no".
            if state.answer == nil, now.seconds(since: state.began ?? now) <= IngestCheck.deadline {
                return [:]
            }
            let reason = Outcome.failed("cannot be told: the ingest's name was not resolved")
            return ConnectionReadings.nothing(reason, connected: reason)
        }
        return ConnectionReadings.of(
            encoder.history, stall: encoder.stallSeconds, process: encoder.process, bitrate: bitrate)
    }

    /// A test connection at most every ten seconds, and none while the encoder's own is the proof.
    private func startCheck(_ state: IngestCheck.State, at now: Instant) throws {
        guard !state.isRunning else { return }
        let connecting = isTCP && !encoder.isConnected
        // When the encoder has just gone, the last test connection is long past, or there was none.
        let last = connecting && !state.addresses.isEmpty ? state.connectingBegan : state.began
        if let last, now.seconds(since: last) < pause(state) { return }
        try check.start(connecting: connecting)
    }

    private func pause(_ state: IngestCheck.State) -> Double {
        if state.addresses.isEmpty { return UplinkSession.retryPeriod }
        return encoder.isConnected ? UplinkSession.resolvePeriod : UplinkSession.connectPeriod
    }

    private var isTCP: Bool { check.ingest.transport == .tcp }

    /// Whether an inspection without an encoder has seen everything: the name, the test connection, and long
    /// enough to be sure that nobody sends.
    func isComplete(after seconds: Double) -> Bool {
        let isSure = seconds > EncoderFinder.patience + 0.5
        return isSure && !check.current.isRunning || seconds > 2 * IngestCheck.deadline + 0.5
    }
}
