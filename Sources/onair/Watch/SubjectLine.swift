import AlarmEngine
import Monitor
import StudioModel

/// One subject on the screen: its state, its name, and the few figures that say how it is.
struct SubjectLine {
    let watched: WatchedSubject
    let state: LiveState
    let language: Language

    /// The line without colour, cut to the width; the mark is painted by the screen.
    func text(_ columns: Int) -> String {
        let name = watched.title?[language] ?? watched.subject.rawValue
        return DisplayWidth.fit(name, 22) + " " + DisplayWidth.fit(figures, max(1, columns - 23))
    }

    private var figures: String {
        let parts =
            switch watched.subject.family {
            case "microphone": microphone
            case "camera": camera
            case "uplink": uplink
            case "output": output
            case "link": link
            case "host": host
            default: [flag("probe.running", yes: say("running", "运行中"), no: say("LOST", "已丢失"))]
            }
        var shown = parts.compactMap(\.self)
        if let gap = state.unknown(about: watched.subject), let reason = gap.reason {
            shown.append("? \(gap.metric?.rawValue ?? gap.key.rule): \(reason)")
        }
        return shown.isEmpty ? say("not measured", "未测量") : shown.joined(separator: "  ")
    }

    private var microphone: [String?] {
        [
            flag("microphone.muted", yes: say("MUTED", "已静音"), no: nil),
            outcome("microphone.level.peak").flatMap { $0.value?.number }.map(LevelMeter.bar),
            number("microphone.level.peak", "dBFS"), number("microphone.loudness.momentary", "LUFS"),
            reason("microphone.level.peak"),
        ]
    }

    private var camera: [String?] {
        [
            number("camera.fps.delivered", "fps"), text("camera.format"),
            number("camera.frames.lost", say("lost", "丢帧")),
            flag("picture.black", yes: say("BLACK", "黑场"), no: nil),
            flag("picture.frozen", yes: say("FROZEN", "冻结"), no: nil), reason("camera.fps.delivered"),
        ]
    }

    private var uplink: [String?] {
        [
            bitrate("uplink.bitrate.acked"),
            number("uplink.rtt", "ms").map { say("round trip to ingest ", "到平台往返 ") + $0 },
            number("uplink.backlog", "s").map { say("backlog ", "积压 ") + $0 }, reason("uplink.bitrate.acked"),
        ]
    }

    private var output: [String?] {
        [
            bitrate("output.bitrate"), number("output.fps", "fps"), number("output.gop", "s GOP"),
            outcome("output.audio.level.rms").flatMap { $0.value?.number }.map(LevelMeter.bar),
            reason("output.bitrate"),
        ]
    }

    private var link: [String?] {
        [
            flag("link.carrier", yes: say("up", "已连接"), no: say("DOWN", "断开")),
            number("link.speed", "Mbit/s"),
            flag("link.wireless", yes: say("wireless", "无线"), no: nil), reason("link.carrier"),
        ]
    }

    private var host: [String?] {
        [
            number("host.pressure.cpu", "%").map { "CPU " + $0 },
            outcome("host.memory.available-ratio").flatMap { $0.value?.number }
                .map { say("memory free ", "内存可用 ") + "\(Int($0 * 100)) %" },
            number("host.disk.show-ratio", say("× show on disk", "× 场次可录")),
            flag("host.clock.synchronised", yes: nil, no: say("clock not synchronised", "时钟未同步")),
        ]
    }

    private func outcome(_ metric: Metric) -> Outcome? { state.latest[watched.subject]?[metric]?.outcome }

    private func number(_ metric: Metric, _ unit: String) -> String? {
        outcome(metric)?.value?.number.map { "\(Value.plain(($0 * 10).rounded() / 10)) \(unit)" }
    }

    private func text(_ metric: Metric) -> String? { outcome(metric)?.value?.text }

    private func bitrate(_ metric: Metric) -> String? {
        outcome(metric)?.value?.number.map { "\(Int(($0 / 1000).rounded())) kb/s" }
    }

    private func flag(_ metric: Metric, yes: String?, no: String?) -> String? {
        outcome(metric)?.value?.flag.flatMap { $0 ? yes : no }
    }

    /// Why the main figure is missing.
    private func reason(_ metric: Metric) -> String? { outcome(metric)?.reason }

    private func say(_ english: String, _ chinese: String) -> String {
        language == .chinese ? chinese : english
    }
}

/// A level as a bar of twelve cells from −60 to 0 dBFS.
enum LevelMeter {
    static func bar(_ level: Double) -> String {
        let filled = Int((min(max(level, -60), 0) + 60) / 5)
        return String(repeating: "█", count: filled) + String(repeating: "░", count: 12 - filled)
    }
}
