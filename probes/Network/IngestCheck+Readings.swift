import ProbeKit
import StudioModel
import SystemCalls

extension IngestCheck {
    /// What is known of the way to the ingest. Empty until there is something to say.
    static func readings(
        _ state: State, isLiteral: Bool, encoderIsConnected: Bool, at now: Instant
    ) -> [Metric: Outcome] {
        nameReadings(state, isLiteral: isLiteral, at: now).merging(
            connectionReadings(state, encoderIsConnected: encoderIsConnected)
        ) { first, _ in first }
    }

    static func nameReadings(_ state: State, isLiteral: Bool, at now: Instant) -> [Metric: Outcome] {
        if isLiteral {
            return name(true, "an address, no name", .unsupported("the ingest is given as an address"))
        }
        if state.answerIsAwaited, let began = state.began, now.seconds(since: began) > deadline {
            return name(false, "timeout", .failed("no answer from DNS within \(Int(deadline)) s"))
        }
        return switch state.answer {
        case .addresses: name(true, "resolved", .number(state.answerSeconds * 1000))
        case .noSuchName: name(false, "NXDOMAIN", .failed("NXDOMAIN: the ingest's name does not exist"))
        case .noAddress: name(false, "no address", .failed("the ingest's name exists and has no address"))
        case .serverFailed:
            name(
                false, "server failure",
                .failed("SERVFAIL: the name server failed, or none can be reached; is the network up?"))
        case .failed(let reason): name(false, "failed", .failed("the resolver says: \(reason)"))
        case nil: [:]
        }
    }

    private static func name(_ resolved: Bool, _ result: String, _ time: Outcome) -> [Metric: Outcome] {
        [
            "uplink.dns.resolved": .flag(resolved), "uplink.dns.result": .text(result),
            "uplink.dns.time": time,
        ]
    }

    /// While the encoder is connected its socket is the proof, and no further connection is made.
    static func connectionReadings(_ state: State, encoderIsConnected: Bool) -> [Metric: Outcome] {
        if encoderIsConnected {
            return connection(
                true, "the encoder is connected",
                .unsupported("the encoder is connected; its own round trip is measured instead"))
        }
        switch state.connection {
        case .connected(let seconds): return connection(true, "connected", .number(seconds * 1000))
        case .failed(let error):
            let (word, reason) = describe(error)
            return connection(false, word, .failed(reason))
        case nil:
            // A name without an address leaves nothing to connect to; before that, nothing is known.
            guard state.answer != nil, !state.answerIsAwaited, state.addresses.isEmpty else { return [:] }
            return connection(false, "no address", .absent("the ingest's name was not resolved"))
        }
    }

    private static func describe(_ error: SystemError) -> (String, String) {
        let place = error.object ?? "the ingest"
        return switch error.errno {
        case .connectionRefused: ("refused", "\(place) refuses: nothing listens on that port")
        case .timedOut: ("timeout", "\(place) gave no answer within \(Int(deadline)) s")
        case .networkUnreachable, .hostUnreachable: ("no route", "there is no route to \(place)")
        default: ("failed", "\(error)")
        }
    }

    private static func connection(_ reachable: Bool, _ result: String, _ time: Outcome) -> [Metric: Outcome]
    {
        [
            "uplink.connect.reachable": .flag(reachable), "uplink.connect.result": .text(result),
            "uplink.connect.time": time,
        ]
    }
}
