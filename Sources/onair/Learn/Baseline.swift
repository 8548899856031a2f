import Checklist
import StudioModel

/// What of the measured rig may serve as a baseline: only what no rule finds fault with.
struct Baseline {
    let checklist: Checklist
    let measurements: Measurements

    /// Which metrics a profile keeps, under which key of `expect` or `baseline`.
    private static let kept: [(family: String, metric: Metric, scope: Limit.Scope, key: String)] = [
        ("camera", "camera.fps.nominal", .profile, "fps"),
        ("camera", "camera.format", .profile, "format"),
        ("microphone", "microphone.volume", .baseline, "microphone.volume"),
        ("microphone", "microphone.rate", .profile, "rate"),
        ("microphone", "microphone.channels", .profile, "channels"),
        ("microphone", "microphone.format", .profile, "format"),
        ("camera", "picture.luma.mean", .baseline, "picture.luma.mean"),
        ("camera", "picture.focus", .baseline, "picture.focus"),
        ("camera", "picture.warmth", .baseline, "picture.warmth"),
        ("camera", "picture.level.subject", .baseline, "picture.level.subject"),
        ("camera", "picture.evenness", .baseline, "picture.evenness"),
        ("camera", "picture.noise", .baseline, "picture.noise"),
        ("uplink", "uplink.rtt", .baseline, "uplink.rtt"),
        ("output", "output.audio.rate", .profile, "audio-rate"),
        ("uplink", "uplink.bitrate.acked", .profile, "bitrate"),
        ("output", "output.bitrate", .profile, "bitrate"),
        ("output", "output.fps", .profile, "fps"),
        ("output", "output.video.width", .profile, "width"),
        ("output", "output.video.height", .profile, "height"),
        ("output", "output.video.codec", .profile, "video-codec"),
        ("output", "output.audio.codec", .profile, "audio-codec"),
    ]

    /// Fills in what was measured well.
    /// - Returns: a sentence for each subject whose failing measure was refused.
    func learn(into studio: inout Studio) -> [LocalizedText] {
        let findings = checklist.findings(measurements, now: WallTime(milliseconds: 0), isFull: false)
        var refused: [LocalizedText] = []
        for index in studio.subjects.indices {
            let subject = studio.subjects[index].subject
            let failing = findings.filter { $0.subject == subject && $0.verdict == .fail }
            guard failing.isEmpty else {
                refused += failing.map { finding in
                    LocalizedText(
                        en:
                            "\(subject): no baseline taken, since it fails now: \(finding.title.en): \(finding.reason.en)",
                        zh: "\(subject)：当前不合格，未作为基线：\(finding.title.zh)：\(finding.reason.zh)")
                }
                continue
            }
            for entry in Baseline.kept where entry.family == subject.family {
                guard let measured = measurements[subject, entry.metric]?.outcome.value else { continue }
                let value = Baseline.rounded(measured, entry.key)
                switch entry.scope {
                case .profile:
                    studio.subjects[index].expect[entry.key] =
                        studio.subjects[index].expect[entry.key] ?? value
                case .baseline: studio.subjects[index].baseline[entry.key] = value
                }
            }
            for (key, value) in LearntControls(measurements[subject, "camera.controls"]?.outcome).expect {
                studio.subjects[index].expect[key] = value
            }
        }
        return refused
    }

    /// The cameras that stream and that no rule finds fault with: what they show may be kept as their reference.
    var cameras: Set<Subject> {
        let failing = Set(
            checklist.findings(measurements, now: WallTime(milliseconds: 0), isFull: false)
                .filter { $0.verdict == .fail }.compactMap(\.subject))
        let streaming = checklist.studio.subjects.map(\.subject).filter {
            $0.family == "camera" && measurements[$0, "camera.fps.delivered"]?.outcome.value != nil
        }
        return Set(streaming).subtracting(failing)
    }

    /// A bitrate moves with the picture and a frame rate with the clock; three figures of them are a setting.
    private static func rounded(_ value: Value, _ key: String) -> Value {
        guard case .number(let number) = value else { return value }
        switch key {
        case "bitrate": return .number((number / 100_000).rounded(.up) * 100_000)
        case "fps": return .number((number * 100).rounded() / 100)
        default: return value
        }
    }
}
