import ProbeProtocol
import StudioModel
import Synchronization

/// What must be said again: the newest of every state metric, and every metric whose newest outcome is a reason
/// rather than a value. Nothing is lost when the desk is restarted.
final class StateBook: Sendable {
    private let kinds: Set<Metric>
    private let latest = Mutex<[Subject: [Metric: Outcome]]>([:])

    init(_ description: ProbeDescription) {
        kinds = Set(description.metrics.lazy.filter { $0.kind == .state }.map(\.name))
    }

    /// Remembers a record.
    func note(_ record: ReadingsRecord) {
        latest.withLock { latest in
            for (metric, value) in record.values {
                latest[record.subject, default: [:]][metric] = kinds.contains(metric) ? .value(value) : nil
            }
            for (metric, outcome) in record.outcomes {
                latest[record.subject, default: [:]][metric] = outcome
            }
        }
    }

    /// One record a subject that has something to repeat.
    func records(at instant: Instant, except stuck: [Subject]) -> [ReadingsRecord] {
        latest.withLock { latest in
            latest.filter { !$0.value.isEmpty && !stuck.contains($0.key) }
                .map { ReadingsRecord(t: instant, subject: $0.key, all: $0.value) }
                .sorted { $0.subject < $1.subject }
        }
    }

    /// Forgets the subjects that are no longer watched.
    func keep(_ subjects: Set<Subject>) {
        latest.withLock { latest in latest = latest.filter { subjects.contains($0.key) } }
    }

    /// Forgets one subject, whose session starts afresh.
    func forget(_ subject: Subject) {
        latest.withLock { latest in latest[subject] = nil }
    }

    /// Whether anything was said of the subject.
    func hasWords(of subject: Subject) -> Bool {
        latest.withLock { !($0[subject] ?? [:]).isEmpty }
    }
}
