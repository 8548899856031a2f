import AlarmEngine
import Journal
import ProbeProtocol
import StudioModel

extension ProbePlan {
    /// An engine for the studio's rules, judging from `start` on.
    func engine(start: Instant) -> AlarmEngine {
        let periods = catalogue.mapValues(\.period)
        return AlarmEngine(
            rules: studio.rules, subjects: studio.subjects, periods: { periods[$0] ?? 0 }, start: start)
    }

    /// The same for two plans that judge alike: the rules, the subjects and how often metrics come.
    package var fingerprint: String {
        Fingerprint.text(
            Judged(
                rules: studio.rules.sorted { $0.id < $1.id }, subjects: studio.subjects,
                periods: catalogue.mapValues(\.period)))
    }

    private struct Judged: Encodable {
        let rules: [Rule]
        let subjects: [WatchedSubject]
        let periods: [Metric: Double]
    }

    /// What kinds of evidence the probe of a subject can capture. People's voices are recorded only where the profile
    /// says that they may be.
    func captures(of subject: Subject) -> [String] {
        let mayRecord = studio.watched(subject)?.expect["recording"] == true
        let program = assignments.first { $0.configuration.subjects.contains { $0.subject == subject } }?
            .program
        return (program?.description.captures ?? []).filter { mayRecord || !$0.hasPrefix("audio/") }
    }
}
