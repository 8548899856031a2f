import ALSA
import ProbeKit
import PulseAudio
import StudioModel
import SystemCalls

/// Watches a microphone through the sound server, which everybody may use at once.
struct SourceReader: MicrophoneReader {
    let watch: MicrophoneWatch
    var standing: Standing

    /// Until stopped, or until an inspection is complete; a server that goes away is met again.
    mutating func run() {
        while !outlet.isStopping {
            do throws(PulseError) {
                try serve()
                return
            } catch {
                if error == .stopped { return }
                lost(error)
            }
            if outlet.purpose == .inspect || !outlet.wait(seconds: 0.5) { return }
        }
    }

    /// One connection; returns when there is nothing more to do.
    private mutating func serve() throws(PulseError) {
        let connection = try PulseConnection(
            server: match.server, stop: outlet.stopDescriptor, timeout: 1.5)
        try connection.subscribe()
        while !outlet.isStopping {
            switch try find(connection) {
            case .one(let source):
                if try follow(source, connection) { return }
            case .none(let reason):
                missing(reason)
                if outlet.purpose == .inspect { return }
                try waitForChange(connection)
            }
            outlet.progress()
        }
    }

    /// Nothing to follow: half a second, or less when the server has news.
    private func waitForChange(_ connection: borrowing PulseConnection) throws(PulseError) {
        let end = Instant.now.advanced(by: MicrophoneMetrics.levelPeriod)
        while !outlet.isStopping, connection.takeChanges().isEmpty {
            let left = end.seconds(since: .now)
            if left <= 0 { return }
            try connection.wait(seconds: left)
        }
    }

    /// A card that the server does not offer is there all the same, and may be in other hands.
    private mutating func missing(_ reason: String) {
        guard match.mayBeCard, let view = CardView(match, roots) else { return standing.absent(reason) }
        standing.tell(view.told(CardView.Use(expectation: expectation, isKeptFromOthers: true)))
        let names = view.holders.names
        let holders = names.isEmpty ? "" : "; in use by " + names.joined(separator: ", ")
        standing.notHeard(.absent("the sound server does not offer \(view.card.name)\(holders)"))
    }

    private mutating func lost(_ error: PulseError) {
        guard match.system == .auto, match.mayBeCard, let view = CardView(match, roots) else {
            return standing.unknown(.failed("\(error)"))
        }
        standing.tell(view.told(CardView.Use(expectation: expectation)))
        standing.notHeard(
            .absent("\(error); to measure \(view.card.name) without a sound server set system: alsa"))
    }
}
