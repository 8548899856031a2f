import Checklist
import Monitor
import ProbeProtocol
import StudioModel
import SystemCalls

/// Which probes of a check are still at work, and which subjects can be judged already.
struct CheckProgress {
    private let plan: ProbePlan
    private var waiting: [Subject: ProbePlan.Assignment]
    private var measured: Set<Subject> = []
    private var told: Set<Subject> = []

    init(plan: ProbePlan) {
        self.plan = plan
        waiting = Dictionary(plan.assignments.map { ($0.probe, $0) }, uniquingKeysWith: { first, _ in first })
        measured = Set(plan.unattended)
    }

    var isWaiting: Bool { !waiting.isEmpty }

    /// The names of the probes at work.
    var waitingFor: [String] { waiting.keys.map(\.name).sorted() }

    /// Subjects that no probe reads: not measured, and said so.
    func unattended(_ survey: ProbeSurvey) -> Measurements {
        var measurements = Measurements()
        let now = Instant(nanoseconds: Clocks.monotonicNanoseconds)
        for subject in plan.unattended {
            for metric in metrics(of: subject) {
                measurements.take(
                    Reading(
                        at: now, subject: subject, metric: metric,
                        outcome: .failed(survey.absence(ofFamily: subject.family).en)))
            }
        }
        return measurements
    }

    /// Takes in what one probe found.
    mutating func take(
        _ assignment: ProbePlan.Assignment, _ result: ProbeInspection.Result,
        into measurements: inout Measurements
    ) {
        guard waiting.removeValue(forKey: assignment.probe) != nil else { return }
        for reading in result.readings { measurements.take(reading) }
        finish(assignment, failure: result.failure?.en, into: &measurements)
    }

    /// Whoever is at work still has missed the deadline.
    mutating func giveUp(into measurements: inout Measurements) {
        for assignment in waiting.values.sorted(by: { $0.probe < $1.probe }) {
            finish(assignment, failure: "it missed its deadline", into: &measurements)
        }
        waiting.removeAll()
    }

    private mutating func finish(
        _ assignment: ProbePlan.Assignment, failure: String?, into measurements: inout Measurements
    ) {
        let now = Instant(nanoseconds: Clocks.monotonicNanoseconds)
        let states: [Metric: Outcome] = [
            "probe.running": .flag(failure == nil), "probe.late": .flag(false), "probe.restarts": .number(0),
            "probe.dropped": .number(0),
        ]
        for (metric, outcome) in states {
            measurements.take(Reading(at: now, subject: assignment.probe, metric: metric, outcome: outcome))
        }
        measured.insert(assignment.probe)
        for subject in assignment.configuration.subjects.map(\.subject) {
            measured.insert(subject)
            if failure == nil {
                measurements.extend(subject, to: now)
            } else if measurements.span(subject) == nil {
                for metric in metrics(of: subject) {
                    measurements.take(
                        Reading(
                            at: now, subject: subject, metric: metric,
                            outcome: .failed("the probe failed: \(failure ?? "")")))
                }
            }
        }
    }

    /// Subjects that are measured together with everything they depend on, and were not told yet. `held` are to be
    /// told later, and what depends on them with them.
    mutating func takeReady(except held: Set<Subject> = []) -> Set<Subject> {
        let ready = plan.studio.subjects.filter { watched in
            !told.contains(watched.subject) && isMeasured(watched.subject, seen: [], except: held)
        }.map(\.subject)
        told.formUnion(ready)
        return Set(ready)
    }

    private func isMeasured(_ subject: Subject, seen: Set<Subject>, except held: Set<Subject>) -> Bool {
        if seen.contains(subject) { return true }
        guard measured.contains(subject), !held.contains(subject) else { return false }
        let causes = plan.studio.watched(subject)?.dependsOn ?? []
        return causes.allSatisfy { isMeasured($0, seen: seen.union([subject]), except: held) }
    }

    private func metrics(of subject: Subject) -> [Metric] {
        Set(plan.studio.rules.filter { $0.family == subject.family }.flatMap(\.metrics)).sorted()
    }
}
