import DemoStudio
import FoundationEssentials
import StudioModel

/// The course of the demo: each act uses the real program, as a person would.
struct DemoShow: Sendable {
    let language: Language
    private let stage: DemoStage

    init(folder: DemoFolder, data: String, language: Language) throws {
        self.language = language
        let place = OnAirProgram.Place(program: Surroundings.program, data: data)
        stage = try DemoStage(folder: folder, place: place, language: language)
    }

    /// - Returns: whether every fault was found, named and closed.
    func run() async throws -> Bool {
        try await stage.run { try await acts() }
    }

    private func acts() async throws -> Bool {
        say(
            "Starting a private PulseAudio, nginx with RTMP and ffmpeg …",
            "正在启动专用 PulseAudio、nginx-rtmp 与 ffmpeg……")
        try await stage.isReady()
        stage.encoder.turn(on: true)
        try await stage.encoderIsConnected()
        var score = DemoScore(language: language)

        heading("onair check", "开播前检查")
        let verdict = try await stage.onair.passOn(["check", "--unattended"])
        score.expect(verdict <= 1, "the check finds the studio ready", "检查通过")

        heading("onair show live", "开播")
        _ = try await stage.onair.passOn(["show", "live", "--by", "demo"])

        let watcher = DemoWatcher(onair: stage.onair)
        let result = try await withThrowingTaskGroup(of: DemoScore?.self) { group in
            group.addTask {
                try await watcher.run()
                return nil
            }
            group.addTask { [score] in try await faults(score, watcher) }
            defer { group.cancelAll() }
            while let result = try await group.next() { if let result { return result } }
            throw CancellationError()
        }
        score = result
        return try await ending(score)
    }

    private func faults(_ start: DemoScore, _ watcher: DemoWatcher) async throws -> DemoScore {
        var score = start
        try await watcher.isSteady()
        heading("The microphone is muted", "麦克风被静音")
        var began = ContinuousClock.now
        try await stage.servers.setMuted(true)
        score.judge(
            try await watcher.seen("raised", "microphone.muted", since: began), "the muted microphone",
            "麦克风静音")
        try await watcher.pass(seconds: 4)
        try await stage.servers.setMuted(false)
        score.expect(
            try await watcher.seen("cleared", "microphone.muted", since: began, within: 12) != nil,
            "it clears when the microphone is open again", "恢复后告警解除")

        try await watcher.isSteady()
        heading("The encoder stops", "推流停止")
        began = ContinuousClock.now
        stage.encoder.turn(on: false)
        score.judge(
            try await watcher.seen("raised", "uplink.encoder.lost", since: began), "the stopped encoder",
            "推流停止")
        try await watcher.pass(seconds: 4)
        stage.encoder.turn(on: true)
        score.expect(
            try await watcher.seen("cleared", "uplink.encoder.lost", since: began, within: 15) != nil,
            "it clears when the encoder sends again", "恢复后告警解除")
        try await watcher.isSteady()
        return score
    }

    private func ending(_ before: DemoScore) async throws -> Bool {
        var score = before
        heading("onair show end", "结束直播")
        _ = try await stage.onair.passOn(["show", "end", "--by", "demo"])
        heading("onair incidents list --all", "事件记录")
        _ = try await stage.onair.passOn(["incidents", "list", "--all"])
        let incidents = try await stage.onair.incidents()
        for rule in ["microphone.muted", "uplink.encoder.lost"] {
            let found = incidents.filter { $0.root?.rule == rule }
            score.expect(
                found.count == 1 && found.allSatisfy { !$0.isOpen }, "\(rule): exactly one incident, closed",
                "\(rule)：恰好一个事件，已关闭")
        }
        score.expect(incidents.count == 2, "no other incident was opened", "没有其他事件")
        score.expect(
            try await stage.onair.passOn(["journal", "verify"]) == 0, "the journal is intact", "日志完好")
        _ = try await stage.onair.passOn(["review", "--output", "html:\(stage.folder.review)"])
        score.expect(
            FileManager.default.fileExists(atPath: stage.folder.review), "the review is written", "复盘已生成")
        say("The review: \(stage.folder.review)", "复盘报告：\(stage.folder.review)")
        return score.close()
    }

    private func heading(_ english: String, _ chinese: String) {
        Terminal.standardOutput(
            "\n" + Colour.bold.paint("▸ " + (language == .chinese ? chinese : english), Terminal.usesColour))
    }

    private func say(_ english: String, _ chinese: String) {
        Terminal.standardOutput(language == .chinese ? chinese : english)
    }
}
