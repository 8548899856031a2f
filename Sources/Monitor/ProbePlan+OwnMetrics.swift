import ProbeProtocol
import StudioModel

extension ProbePlan {
    /// What the supervisor says of every probe, the monitor of itself, and the check of the rig as a whole.
    package static let ownMetrics: [MetricDescription] = [
        MetricDescription(
            "probe.running", kind: .state, meaning: "Whether the probe's process runs.",
            source: "the supervisor"),
        MetricDescription(
            "probe.late", kind: .state, meaning: "Whether its heartbeat is more than 2 s old.",
            source: "the supervisor"),
        MetricDescription(
            "probe.restarts", kind: .state, meaning: "How often it was started anew.",
            source: "the supervisor"),
        MetricDescription(
            "probe.dropped", kind: .state, meaning: "Readings overtaken because the desk was slow.",
            source: "the probe's heartbeat"),
        MetricDescription(
            "probe.last-end", kind: .state, meaning: "How its process ended last.", source: "the supervisor"),
        // No period: it is told by the check alone, and never missed during the show.
        MetricDescription(
            "camera.extra", kind: .state, period: 0,
            meaning: "Whether a camera is plugged in that the profile does not name.", source: "the check"),
        MetricDescription(
            "microphone.talk.gain", unit: "dB", kind: .level, period: 0,
            meaning: "Gain to add for a talking voice to be as loud as it should.",
            source: "the sound test of the check"),
        MetricDescription(
            "desk.journal.writable", kind: .state, meaning: "Whether events reach the disk.",
            source: "the journal"),
        MetricDescription(
            "desk.journal.waiting", kind: .state, meaning: "Events that wait in memory for the disk.",
            source: "the journal"),
        MetricDescription(
            "desk.readings.late", kind: .state, meaning: "Readings that came over 500 ms late, so far.",
            source: "the alarm engine"),
        MetricDescription(
            "desk.readings.lost", kind: .state, meaning: "Readings that were cut off in a flood, so far.",
            source: "the intake"),
        MetricDescription(
            "desk.step.behind", unit: "s", kind: .level, period: 1,
            meaning: "The most that a step came later than its 100 ms, in the last second.",
            source: "the monitor's clock"),
    ]
}
