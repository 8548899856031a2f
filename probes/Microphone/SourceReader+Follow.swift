import ALSA
import ProbeKit
import ProbeProtocol
import PulseAudio
import StudioModel

extension SourceReader {
    /// Watches one source until it goes (false) or there is nothing more to do (true).
    mutating func follow(
        _ source: PulseSource, _ connection: borrowing PulseConnection
    ) throws(PulseError) -> Bool {
        let mixer = SourceMixer(source, connection, match.channel)
        defer { mixer?.unwatch(connection) }
        var ears = Ears(source, match, shelf, wireless, outlet.subject)
        var askDue = Instant.now
        while !outlet.isStopping {
            let now = Instant.now
            let changes = connection.takeChanges()
            let switched = mixer?.takeNews(connection) ?? false
            if now >= askDue || !changes.isEmpty || switched {
                // Once a second also without news: a server that hangs sends none.
                askDue = now.advanced(by: 1)
                guard try tell(source, mixer?.state, connection) else { return false }
                if match.leadingKey == nil, changes.contains(.server) { return false }
            }
            if let reason = try listen(&ears, connection, at: now) { standing.notHeard(reason) }
            if isComplete { return true }
            outlet.progress()
            try connection.wait(seconds: min(MicrophoneMetrics.levelPeriod, askDue.seconds(since: .now)))
        }
        return true
    }

    /// Says what the source is now; false when it is gone.
    private mutating func tell(
        _ source: PulseSource, _ mixer: CaptureMixer.State?, _ connection: borrowing PulseConnection
    ) throws(PulseError) -> Bool {
        let sources = try connection.sources()
        // An index is used again only by a new server, which is a new connection.
        guard let current = sources.first(where: { $0.index == source.index }) else { return false }
        let outputs = try connection.sourceOutputs()
        standing.tell(
            SourceReadings.told(current, outputs: outputs, mixer: mixer, channel: match.channel))
        return true
    }

    /// Hears what there is to hear; returns why nothing can be heard.
    private func listen(
        _ ears: inout Ears, _ connection: borrowing PulseConnection, at now: Instant
    ) throws(PulseError) -> Outcome? {
        if outlet.mode == .passive {
            return .unsupported("not measured in passive mode: recording would wake a suspended source")
        }
        return try ears.hear(connection, outlet, at: now)
    }

    private var isComplete: Bool {
        guard outlet.purpose == .inspect else { return false }
        return outlet.mode == .passive || outlet.inspectionIsOver
    }
}
