import AlarmEngine
import Checklist
import Monitor
import StudioModel

/// One subject on the screen: its state, its name, what is wrong with it, and the few figures that say how it is.
struct SubjectLine {
    let watched: WatchedSubject
    let state: LiveState
    let studio: Studio
    let language: Language

    /// The lines without colour; the mark is painted by the screen. A fault's words are wrapped, figures are cut.
    func lines(_ columns: Int) -> [String] {
        let name = watched.title?[language] ?? watched.subject.rawValue
        let indent = columns < 70 ? 16 : 22
        let room = max(8, columns - indent - 1)
        var rest = [""]
        if let fault { rest = DisplayWidth.wrap(fault, room) }
        let last = rest.removeLast()
        let left = room - DisplayWidth.of(last) - (last.isEmpty ? 0 : 2)
        let shown = figures
        // Half a word of figures is no use.
        if left >= 6, !shown.isEmpty {
            rest.append(last + (last.isEmpty ? "" : "  ") + DisplayWidth.fit(shown, left))
        } else {
            rest.append(last)
        }
        return rest.enumerated().map {
            DisplayWidth.fit($0.offset == 0 ? name : "", indent) + " " + $0.element
        }
    }

    /// What the mark stands for.
    private var fault: String? {
        guard let alarm = state.fault(of: watched.subject) else { return nil }
        let title = studio.rules.first { $0.id == alarm.key.rule }?.title[language] ?? alarm.key.rule
        return alarm.state == .noData ? say("not measured (\(title))", "没有读数（\(title)）") : title
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
            shown.insert("? " + named(gap) + say(": ", "：") + plain(reason), at: 0)
        }
        return shown.isEmpty && fault == nil ? say("not measured", "未测量") : shown.joined(separator: "  ")
    }

    /// The metric as a technician calls it; never its id where there is a name.
    private func named(_ gap: AlarmStatus) -> String {
        if let metric = gap.metric, let name = MetricWords.names[metric] { return name[language] }
        let rule = studio.rules.first { $0.id == gap.key.rule }?.title[language]
        return rule ?? gap.metric?.rawValue ?? gap.key.rule
    }

    /// The reason without the word for its kind.
    private func plain(_ reason: String) -> String {
        ProbeWords.say(reason.hasPrefix("absent: ") ? String(reason.dropFirst(8)) : reason, language)
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
            // Pressure stall information: the share of time in which somebody waited, not how busy it is.
            number("host.pressure.cpu", "%").map { say("waiting for CPU ", "等待处理器 ") + $0 },
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
        // A fault has its own words, and they stand first.
        fault == nil ? outcome(metric)?.value?.flag.flatMap { $0 ? yes : no } : nil
    }

    /// Why the main figure is missing.
    private func reason(_ metric: Metric) -> String? {
        outcome(metric)?.reason.map { ProbeWords.say($0, language) }
    }

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
