import Checklist
import Monitor
import ProbeProtocol
import StudioModel
import SystemCalls

extension CheckRun {
    /// What a bus that is shared can cause. A camera with one of these, while others stream, is measured again alone.
    private static let shared: Set<String> = [
        "camera.start.failed", "camera.first-frame.slow", "camera.stalled", "camera.fps.low",
        "camera.frames.lost", "camera.frames.corrupt", "camera.jitter",
    ]
    /// Seconds that the whole check may take with measuring again.
    private static let longest = 29.0

    /// The cameras of an active check, when there are several: they are judged once it is known what they do alone.
    func camerasTogether(_ plan: ProbePlan) -> [ProbePlan.Assignment] {
        let cameras = plan.assignments.filter {
            $0.configuration.mode == .active && $0.configuration.subjects.first?.subject.family == "camera"
        }
        return cameras.count > 1 ? cameras : []
    }

    /// How far the colours of the cameras are apart: known once all have measured their grey card.
    func compareCameras(_ readings: [Reading], _ measurements: inout Measurements) {
        var matching = CameraMatching(studio.subjects)
        // The first pass learns every camera's grey; the second compares.
        _ = matching.filled(readings)
        for reading in matching.filled(readings.filter { $0.metric == "picture.match" }) {
            measurements.take(reading)
        }
    }

    /// All cameras have streamed at the same time; those with a fault that sharing can cause stream again, one by
    /// one. What comes back is `camera.together` of each.
    func measureAlone(
        _ cameras: [ProbePlan.Assignment], _ checklist: Checklist, _ measurements: Measurements,
        since began: ContinuousClock.Instant, onWait: @Sendable ([String], Double) -> Void
    ) async -> [Reading] {
        let subjects = cameras.flatMap { $0.configuration.subjects.map(\.subject) }
        let streaming = subjects.count { measurements[$0, "camera.stream.start"]?.outcome.value != nil }
        var readings: [Reading] = []
        for camera in cameras {
            for subject in camera.configuration.subjects.map(\.subject) {
                guard streaming > 1, measurements[subject, "camera.stream.start"]?.outcome.value != nil else {
                    continue
                }
                let elapsed = began.duration(to: .now) / .seconds(1)
                onWait([camera.probe.name], elapsed)
                let left = Self.longest - elapsed
                let outcome = await together(subject, camera, checklist, measurements, left)
                let now = Instant(nanoseconds: Clocks.monotonicNanoseconds)
                readings.append(
                    Reading(at: now, subject: subject, metric: "camera.together", outcome: outcome))
            }
        }
        return readings
    }

    private func together(
        _ subject: Subject, _ camera: ProbePlan.Assignment, _ checklist: Checklist,
        _ measurements: Measurements, _ left: Double
    ) async -> Outcome {
        let faults = faults(of: subject, checklist, measurements)
        guard let first = faults.first else { return .text("ok") }
        guard left >= camera.configuration.seconds ?? 10 else {
            // Its own finding stands; that it may pass alone is not known, and no finding of its own.
            return .unsupported("no time was left to measure it alone; it fails together: \(first)")
        }
        var configuration = camera.configuration
        configuration.devices = false
        let inspection = ProbeInspection(
            program: camera.program, configuration: configuration, logger: logger)
        let result = await inspection.run()
        if let failure = result.failure { return .failed("its probe failed alone: \(failure.en)") }
        var alone = Measurements()
        for reading in result.readings { alone.take(reading) }
        alone.extend(subject, to: Instant(nanoseconds: Clocks.monotonicNanoseconds))
        return self.faults(of: subject, checklist, alone).isEmpty
            ? .text("passes alone, fails together: \(first)") : .unsupported("it fails alone, too")
    }

    /// What the failing findings say that sharing can cause.
    private func faults(
        of subject: Subject, _ checklist: Checklist, _ measurements: Measurements
    ) -> [String] {
        let now = WallTime(milliseconds: Clocks.wallMilliseconds)
        return checklist.findings(measurements, now: now, isFull: isFull)
            .filter { $0.subject == subject && $0.verdict == .fail && Self.shared.contains($0.id) }
            .map { $0.value?.text ?? $0.reason.en }
    }
}
