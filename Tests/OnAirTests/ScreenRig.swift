import Monitor
import StudioModel

@testable import AlarmEngine
@testable import onair

/// A state of the watch, put together by hand, and the screen that shows it.
struct ScreenRig {
    static let wall = WallTime(milliseconds: 1_773_000_000_000)
    var state = LiveState(at: .seconds(100), wall: wall, show: "20260308T200000Z")
    var studio: Studio
    var message: String?
    var question: String?

    private static func subject(_ word: String) -> Subject { Subject(rawValue: word) ?? .desk }

    init(phase: Phase = .live) {
        func text(_ en: String, _ zh: String) -> LocalizedText { LocalizedText(en: en, zh: zh) }
        func rule(_ id: String, _ family: String, _ title: LocalizedText) -> Rule {
            Rule(id: id, family: family, severity: .offAir, title: title, advice: title, source: "test")
        }
        studio = Studio(
            name: "test", title: text("Demo studio", "演示直播间"),
            subjects: [
                WatchedSubject(
                    subject: Self.subject("microphone/host"), title: text("Host's microphone", "主播麦克风")),
                WatchedSubject(
                    subject: Self.subject("uplink/main"), title: text("Uplink to the ingest", "推流上行")),
                WatchedSubject(subject: Self.subject("output/main"), title: text("Published stream", "发布流")),
                WatchedSubject(
                    subject: Self.subject("host/this-machine"), title: text("This computer", "本机")),
            ],
            rules: [
                rule(
                    "uplink.encoder.lost", "uplink",
                    text("The encoder is not connected to the ingest", "推流已断开")),
                rule("output.silent", "output", text("Viewers hear nothing", "观众听不到声音")),
                rule("output.clock.slow", "output", text("The stream runs slower than time", "媒体时钟偏慢")),
            ])
        state.phase = PhaseReport(show: phase)
        for watched in studio.subjects {
            alarm("any.\(watched.subject.family)", watched.subject.rawValue, .ok)
        }
    }

    mutating func alarm(
        _ rule: String, _ subject: String, _ alarmState: AlarmState, metric: Metric? = nil,
        reason: String? = nil
    ) {
        state.alarms.append(
            AlarmStatus(
                key: AlarmKey(rule: rule, subject: Self.subject(subject)), state: alarmState, level: .fail,
                since: nil,
                metric: metric, value: nil, limit: nil, because: [], reason: reason, isJudged: true,
                silencedUntil: nil))
    }

    mutating func read(_ metric: Metric, _ word: String, _ outcome: Outcome) {
        let subject = Self.subject(word)
        state.latest[subject, default: [:]][metric] = Reading(
            at: .seconds(100), subject: subject, metric: metric, outcome: outcome)
    }

    /// The encoder is away: an incident with a step that was due 14 s ago and one that is due in 12 s.
    mutating func encoderLost(number: Int = 1, severity: Severity = .offAir, due: [Double] = [-14, 12]) {
        alarm("uplink.encoder.lost", "uplink/main", .firing)
        var incident = Incident(
            id: "I\(number)", number: number, show: state.show, severity: severity, category: "network",
            title: LocalizedText(
                en: "Uplink to the ingest: The encoder is not connected to the ingest", zh: "推流上行：推流已断开"),
            advice: LocalizedText(
                en:
                    "Start streaming again in the encoder; if it refuses, look at the ingest's address and the cable.",
                zh: "请在推流软件中重新开始推流；若被拒绝，请检查推流地址与网线。"),
            root: AlarmKey(rule: "uplink.encoder.lost", subject: Self.subject("uplink/main")),
            startedAt: Self.wall,
            detectedAt: Self.wall)
        incident.steps = due.enumerated().map {
            Incident.StepRun(
                text: LocalizedText(en: "Step \($0.offset + 1) of \(number)", zh: "第 \($0.offset + 1) 步"),
                owner: "director", person: "Lin", dueAt: Self.wall.advanced(by: $0.element))
        }
        state.incidents.append(incident)
    }

    func lines(_ columns: Int, _ rows: Int, _ language: Language = .english) -> [String] {
        ScreenText(
            state: state, studio: studio, language: language, columns: columns, rows: rows, isColoured: false,
            message: message, question: question
        ).lines
    }

    /// The screen as one text, its wrapped lines joined.
    func text(_ columns: Int, _ rows: Int, _ language: Language = .english) -> String {
        lines(columns, rows, language).map { $0.split(separator: " ").joined(separator: " ") }.joined(
            separator: " ")
    }
}
