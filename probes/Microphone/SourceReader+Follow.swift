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
        var layers = MuteLayers.none
        var askDue = Instant.now
        while !outlet.isStopping {
            let now = Instant.now
            let changes = connection.takeChanges()
            let switched = mixer?.takeNews(connection) ?? false
            if now >= askDue || !changes.isEmpty || switched {
                // Once a second also without news: a server that hangs sends none.
                askDue = now.advanced(by: 1)
                guard let said = try tell(source, mixer?.state, connection) else { return false }
                layers = said
                if match.leadingKey == nil, changes.contains(.server) { return false }
            }
            if let reason = try listen(&ears, connection, layers, at: now) {
                standing.notHeard(reason, soundAge: ears.soundAge(at: now))
            }
            if isComplete { return true }
            outlet.progress()
            try connection.wait(seconds: min(MicrophoneMetrics.levelPeriod, askDue.seconds(since: .now)))
        }
        return true
    }

    /// Says what the source is now, and returns what mutes it; nil when it is gone.
    private mutating func tell(
        _ source: PulseSource, _ mixer: CaptureMixer.State?, _ connection: borrowing PulseConnection
    ) throws(PulseError) -> MuteLayers? {
        let sources = try connection.sources()
        // An index is used again only by a new server, which is a new connection.
        guard let current = sources.first(where: { $0.index == source.index }) else { return nil }
        let recorders = Recorder.all(
            of: current, try connection.sourceOutputs(), connection.isLocal ? roots : nil)
        let layers = MuteLayers(current, mixer, recorders, expectation)
        let around = SourceReadings.Surroundings(
            sources: sources, recorders: recorders, expectation: expectation,
            standard: try connection.defaultSource(),
            exclusive: exclusive(current, isLocal: connection.isLocal))
        standing.tell(
            SourceReadings.told(current, recorders: recorders, layers: layers, channel: match.channel)
                .merging(SourceReadings.routed(current, in: around)) { first, _ in first })
        return layers
    }

    private func exclusive(_ source: PulseSource, isLocal: Bool) -> Outcome {
        guard isLocal, source.state == .suspended else { return .text("none") }
        let card = ALSACard.all(roots).first { $0.index == source.cardIndex }
        return CardView.exclusive(behind: card, watch)
    }

    /// Hears what there is to hear; returns why nothing can be heard.
    private func listen(
        _ ears: inout Ears, _ connection: borrowing PulseConnection, _ layers: MuteLayers, at now: Instant
    ) throws(PulseError) -> Outcome? {
        if outlet.mode == .passive {
            return .unsupported("not measured in passive mode: recording would wake a suspended source")
        }
        return try ears.hear(connection, outlet, layers, at: now)
    }

    private var isComplete: Bool {
        guard outlet.purpose == .inspect else { return false }
        return outlet.mode == .passive || outlet.inspectionIsOver
    }
}
