import ALSA
import ProbeProtocol
import StudioModel

extension CardView {
    /// What the profile expects of a card, and whether its holder keeps others out.
    struct Use {
        var expectation = MicrophoneExpectation()
        /// Somebody wants the card and does not get it: we, or the sound server.
        var isKeptFromOthers = false
    }

    /// Who records, of whom the profile does not know, and of whom nobody else gets the card.
    func holding(_ use: Use) -> [Metric: Outcome] {
        guard case .seen(let processes) = holders else {
            let hidden = Self.hidden(card)
            return [
                MicrophoneMetrics.holder: hidden,
                MicrophoneMetrics.unexpected: use.expectation.recorders.isEmpty
                    ? use.expectation.unexpected([]) : hidden,
                MicrophoneMetrics.exclusive: use.isKeptFromOthers ? hidden : .text("none"),
            ]
        }
        let recorders = processes.map { Recorder($0) }
        let strangers = recorders.filter { !use.expectation.isExpected($0) }
        return [
            MicrophoneMetrics.holder: .text(recorders.names),
            MicrophoneMetrics.unexpected: use.expectation.unexpected(recorders),
            MicrophoneMetrics.exclusive: .text(use.isKeptFromOthers ? strangers.names : "none"),
        ]
    }

    /// That nobody is seen is not that there is nobody.
    static func hidden(_ card: ALSACard) -> Outcome {
        .denied("cannot see who records from \(card.name): the kernel does not show it to this user")
    }

    /// Who has a card that the server lets sleep: a server that sleeps has closed the card, so it is another.
    static func exclusive(behind card: ALSACard?, _ watch: MicrophoneWatch) -> Outcome {
        guard let card,
            let device = ALSACaptureDevice.all(watch.roots).first(where: { $0.card == card.index }),
            case .seen(let processes) = device.holders(watch.roots)
        else { return .text("none") }
        return .text(processes.map { Recorder($0) }.filter { !watch.expectation.isExpected($0) }.names)
    }
}
