import Checklist
import Glibc
import Logging
import Monitor
import ProbeProtocol
import StudioModel
import SystemCalls

/// Measures a studio once: every probe at the same time, each with its deadline.
struct CheckRun: Sendable {
    let studio: Studio
    let survey: ProbeSurvey
    let secrets: StudioSecrets
    let mode: Mode
    let seconds: Double?
    let isFull: Bool
    let logger: Logger
    /// What the sound test has found; empty where it was not made.
    var soundTested: Settled = [:]

    struct Result: Sendable {
        let checklist: Checklist
        var measurements: Measurements
        /// Everything that was read, in order of arrival.
        var readings: [Reading]
        /// Every device that the probes saw, whether or not the profile has it.
        var plugged: [PluggedDevice] = []
    }

    /// - Parameters:
    ///   - onPart: is told each time subjects are measured whose causes are measured too.
    ///   - onWait: is told twice a second which probes are still at work.
    func measure(
        onPart: @escaping @Sendable (Checklist, Measurements, Set<Subject>) -> Void,
        onWait: @escaping @Sendable ([String], Double) -> Void
    ) async -> Result {
        let length = duration
        let plan = ProbePlan(
            studio, programs: survey.programs, mode: mode, seconds: length, secrets: secrets.bySubject)
        let words = plan.catalogue.mapValues { MetricWords(unit: $0.unit, period: $0.period) }
        let checklist = Checklist(studio: plan.studio, words: words)
        var progress = CheckProgress(plan: plan)
        let cameras = camerasTogether(plan)
        let held = Set(cameras.flatMap { $0.configuration.subjects.map(\.subject) })
        var measurements = progress.unattended(survey)
        for (subject, outcomes) in soundTested {
            let now = Instant(nanoseconds: Clocks.monotonicNanoseconds)
            for (metric, outcome) in outcomes {
                measurements.settle(Reading(at: now, subject: subject, metric: metric, outcome: outcome))
            }
        }
        var readings: [Reading] = []
        var plugged: [PluggedDevice] = []
        var isSearching = false
        let began = ContinuousClock.now
        await withTaskGroup(of: Part.self) { group in
            for assignment in plan.assignments {
                var configuration = assignment.configuration
                configuration.needs = configuration.subjects.map {
                    checklist.secondsNeeded($0.subject, isFull: isFull)
                }.max()
                configuration.devices = false
                let inspection = ProbeInspection(
                    program: assignment.program, configuration: configuration, logger: logger)
                group.addTask { .measured(assignment, await inspection.run()) }
            }
            if let search = cameraSearch(plan) {
                isSearching = true
                group.addTask { .searched(await search.run().devices.map(\.plugged)) }
            }
            group.addTask { await CheckRun.beat() }
            while progress.isWaiting || isSearching, let part = await group.next() {
                switch part {
                case .measured(let assignment, let result):
                    readings += result.readings
                    if let failure = result.failure {
                        logger.warning("\(assignment.probe): \(failure)")
                    }
                    progress.take(assignment, result, into: &measurements)
                    settleGain(assignment, result, in: &measurements)
                    let ready = progress.takeReady(except: held)
                    if !ready.isEmpty { onPart(checklist, measurements, ready) }
                case .searched(let devices): (plugged, isSearching) = (devices, false)
                case .beat:
                    let elapsed = began.duration(to: .now) / .seconds(1)
                    onWait(progress.waitingFor, elapsed)
                    // A probe that cannot even be ended is a finding, and never holds up the others.
                    if elapsed > length + 6 {
                        isSearching = false
                        progress.giveUp(into: &measurements)
                        let ready = progress.takeReady(except: held)
                        if !ready.isEmpty { onPart(checklist, measurements, ready) }
                    } else {
                        group.addTask { await CheckRun.beat() }
                    }
                }
            }
            group.cancelAll()
        }
        if !cameras.isEmpty {
            compareCameras(readings, &measurements)
            let alone = await measureAlone(cameras, checklist, measurements, since: began, onWait: onWait)
            for reading in alone { measurements.take(reading) }
            readings += alone
            let ready = progress.takeReady()
            if !ready.isEmpty { onPart(checklist, measurements, ready) }
        }
        return Result(checklist: checklist, measurements: measurements, readings: readings, plugged: plugged)
    }

    private enum Part: Sendable {
        case measured(ProbePlan.Assignment, ProbeInspection.Result)
        case searched([PluggedDevice])
        case beat
    }

    /// The search for every camera that is there: those too many are findings. A process of its own, which makes no
    /// camera wait while it opens them all.
    private func cameraSearch(_ plan: ProbePlan) -> ProbeInspection? {
        plan.assignments.first { $0.configuration.subjects.first?.subject.family == "camera" }.map {
            ProbeInspection(
                program: $0.program, configuration: Configuration(mode: .passive, subjects: [], seconds: 5),
                logger: logger)
        }
    }

    private static func beat() async -> Part {
        // A cancelled sleep means that nobody waits any more.
        try? await Task.sleep(for: .milliseconds(500))
        return .beat
    }

    /// Seconds before every measure has its first value: the stream's clock ratio is the slowest, with 12 s.
    private static let warmUp = 15.0

    /// Eight seconds keep a whole check under fifteen; `--full` takes what the longest rule needs.
    private var duration: Double {
        if let seconds { return seconds }
        guard isFull else { return 8 }
        let checklist = Checklist(studio: studio)
        return max(8, (studio.subjects.map { checklist.secondsNeeded($0.subject) }.max() ?? 0) + Self.warmUp)
    }
}
