import Checklist
import StudioModel
import Testing

/// What measured rules come to.
@Suite struct EquipmentTests {
    static let fps = rule(
        "camera.fps.low", warn: level(["camera.fps.delivered": "< 0.98 * profile.fps"]),
        fail: level(["camera.fps.delivered": "< 0.9 * profile.fps"]))

    @Test(arguments: [
        (30.0, Verdict.pass, "frame rate 30 Hz, at least 29.4 Hz expected", "帧率 30 Hz，应不低于 29.4 Hz"),
        (28.0, .warn, "frame rate 28 Hz, at least 29.4 Hz expected", "帧率 28 Hz，应不低于 29.4 Hz"),
        (24.1, .fail, "frame rate 24.1 Hz, at least 27 Hz expected", "帧率 24.1 Hz，应不低于 27 Hz"),
    ])
    func `a value is judged and said with its limit`(value: Double, verdict: Verdict, en: String, zh: String)
        throws
    {
        let list = Checklist(studio: studio([Self.fps]), words: words)
        let finding = try #require(
            list.judge(measured("camera/host", "camera.fps.delivered", [.number(value)])).first)
        #expect(finding.verdict == verdict)
        #expect(finding.reason == LocalizedText(en: en, zh: zh))
        #expect(finding.value == .number(value))
        #expect(finding.unit == "Hz")
        #expect((finding.advice == nil) == (verdict == .pass))
        #expect(finding.group == .equipment)
    }

    @Test(arguments: [
        (Outcome.absent("no camera at usb 1-2"), Verdict.unknown, "frame rate absent: no camera at usb 1-2"),
        (.denied("join group video"), .unknown, "frame rate could not be read: join group video"),
        (.failed("missed its deadline"), .unknown, "frame rate could not be measured: missed its deadline"),
        (.unsupported("a still camera"), .skipped, "frame rate not supported: a still camera"),
    ])
    func `without a value there is no pass, and the reason is the probe's`(
        outcome: Outcome, verdict: Verdict, reason: String
    ) throws {
        let list = Checklist(studio: studio([Self.fps]), words: words)
        let finding = try #require(
            list.judge(Measurements([reading("camera/host", "camera.fps.delivered", outcome)])).first)
        #expect(finding.verdict == verdict)
        #expect(finding.reason.en == reason)
        #expect(finding.value == nil)
    }

    @Test func `what was not measured at all is unknown`() throws {
        let list = Checklist(studio: studio([Self.fps]), words: words)
        let finding = try #require(list.judge(Measurements()).first)
        #expect(finding.verdict == .unknown)
        #expect(finding.reason == LocalizedText(en: "frame rate was not measured", zh: "未测到帧率"))
    }

    @Test func `a limit the profile does not give skips the rule, and one of two leaves the other`() throws {
        let bare = WatchedSubject(subject: subject("camera/host"))
        let list = Checklist(studio: studio([Self.fps], [bare]), words: words)
        let finding = try #require(list.judge(measured("camera/host", "camera.fps.delivered", [5])).first)
        #expect(finding.verdict == .skipped)
        #expect(finding.reason.en == "the profile does not give profile.fps")

        var half = Self.fps
        half.fail = level(["camera.fps.delivered": "< 10"])
        let other = Checklist(studio: studio([half], [bare]), words: words)
        #expect(other.judge(measured("camera/host", "camera.fps.delivered", [5])).map(\.verdict) == [.fail])
    }

    @Test(arguments: [
        // seconds of samples at 1 Hz, verdict, reason
        (3, Verdict.unknown, "needs 5 s"), (5, .pass, "frame rate 30 Hz, at least 29.4 Hz expected"),
        (8, .pass, "frame rate 30 Hz, at least 29.4 Hz expected"),
    ])
    func `a window needs its time`(count: Int, verdict: Verdict, reason: String) throws {
        var mean = Self.fps
        mean.window = Rule.Window(seconds: 5, use: .mean)
        let list = Checklist(studio: studio([mean]), words: words)
        let values = Array(repeating: Value.number(30), count: count)
        let finding = try #require(list.judge(measured("camera/host", "camera.fps.delivered", values)).first)
        #expect(finding.verdict == verdict)
        #expect(finding.reason.en == reason)
        #expect(list.secondsNeeded(subject("camera/host")) == 5)
    }

    @Test func `a window judges the combined value, not the newest`() {
        var mean = Self.fps
        mean.window = Rule.Window(seconds: 4, use: .mean)
        let list = Checklist(studio: studio([mean]), words: words)
        let findings = list.judge(measured("camera/host", "camera.fps.delivered", [0, 10, 20, 30, 40]))
        #expect(findings.map(\.value) == [25])
        #expect(findings.map(\.verdict) == [.fail])
    }

    @Test(arguments: [
        (Rule.Window.Use.max, "< -40", [-50.0, -30, -50], Verdict.pass),
        (.max, "< -40", [-50, -45, -50], .unknown), (.max, "> -9", [-20, -3, -20], .fail),
        (.max, "> -9", [-20, -20, -20], .unknown), (.min, "> -9", [-3, -20, -3], .pass),
        (.min, "< -40", [-20, -50, -20], .fail), (.mean, "< -40", [-20, -20, -20], .unknown),
    ])
    func `a maximum that is high enough already needs no more time`(
        use: Rule.Window.Use, limit: String, values: [Double], verdict: Verdict
    ) {
        let low = rule("camera.x", window: .init(seconds: 20, use: use), fail: level(["camera.x": limit]))
        let list = Checklist(studio: studio([low]), words: ["camera.x": MetricWords(unit: "dBFS", period: 1)])
        let findings = list.judge(measured("camera/host", "camera.x", values.map { .number($0) }))
        #expect(findings.map(\.verdict) == [verdict])
    }

    static let black = rule("camera.black", fail: level(["picture.black": "== true"], hold: 2))

    @Test(arguments: [
        ([true, true, true, true, true], Verdict.fail, "picture black yes, no expected"),
        ([true, true, true], .unknown, "needs 2 s"),
        ([false, false, true, true], .pass, "picture black yes, no expected, but for less than 2 s"),
        ([true, true, true, true, false], .pass, "picture black: no"),
        ([false, true, true, true, true, true], .fail, "picture black yes, no expected"),
    ])
    func `a hold longer than measured is unknown, not pass`(flags: [Bool], verdict: Verdict, reason: String)
        throws
    {
        let list = Checklist(studio: studio([Self.black]), words: words)
        let finding = try #require(
            list.judge(measured("camera/host", "picture.black", flags.map { .flag($0) }, every: 0.5)).first)
        #expect(finding.verdict == verdict)
        #expect(finding.reason.en == reason)
    }

    @Test func `a state that was sent once holds as long as was measured`() {
        let list = Checklist(studio: studio([Self.black]))
        #expect(
            list.judge(measured("camera/host", "picture.black", [true], until: 1)).map(\.verdict) == [
                .unknown
            ])
        #expect(
            list.judge(measured("camera/host", "picture.black", [true], until: 3)).map(\.verdict) == [.fail])
    }

    @Test func `a drift and a rule that is not for the check give no verdict`() {
        var drift = rule("camera.light")
        drift.drift = Rule.Drift(
            metric: "picture.luma.mean", direction: .both, slack: 1, decision: 5, learn: 60)
        var live = Self.black
        live.check = false
        let findings = Checklist(studio: studio([drift, live])).judge(Measurements())
        #expect(findings.map(\.verdict) == [.skipped])
        #expect(findings.map(\.reason.en) == ["a drift; it is judged during the show"])
    }

    @Test func `a part that is in order decides a conjunction, whatever is unknown beside it`() {
        let frozen = rule(
            "camera.frozen", fail: level(["picture.frozen": "== true", "sound.present": "== true"]))
        let list = Checklist(studio: studio([frozen]))
        let both = [
            reading("camera/host", "picture.frozen", .flag(true)),
            reading("camera/host", "sound.present", .flag(false)),
        ]
        #expect(list.judge(Measurements(both)).map(\.verdict) == [.skipped])
        #expect(list.judge(Measurements(both)).map(\.reason.en) == ["not judged, since sound.present: no"])
        #expect(
            list.judge(Measurements([reading("camera/host", "picture.frozen", .flag(false))])).map(\.verdict)
                == [.pass])
        #expect(
            list.judge(Measurements([reading("camera/host", "picture.frozen", .flag(true))])).map(\.verdict)
                == [.unknown])
    }

    @Test func `a level whose gate is shut is not judged, whatever its measure says`() {
        let off = rule(
            "host.clock.off",
            warn: level(["host.clock.synchronised": "== true", "host.clock.error": "> 50"], hold: 5),
            fail: level(["host.clock.synchronised": "== true", "host.clock.error": "> 500"], hold: 5))
        let computer = WatchedSubject(subject: subject("host/computer"))
        let list = Checklist(studio: studio([off], [computer]))
        func found(_ synchronised: Bool, _ error: Double) -> [Finding] {
            list.judge(
                Measurements([
                    reading("host/computer", "host.clock.synchronised", .flag(synchronised)),
                    reading("host/computer", "host.clock.error", .number(error), at: 6),
                ]))
        }
        #expect(found(true, 3).map(\.verdict) == [.pass])
        #expect(found(true, 90).map(\.verdict) == [.unknown])
        for error in [3.0, 16_000] {
            #expect(found(false, error).map(\.verdict) == [.skipped])
            #expect(found(false, error).map(\.reason.en) == ["not judged, since clock synchronised: no"])
            #expect(found(false, error).map(\.reason.zh) == ["时钟已同步：否，故不判断"])
        }
    }

    @Test func `an earlier result is used with its age, until this run has its own`() throws {
        let list = Checklist(studio: studio([Self.fps, Self.black]), words: words)
        var measurements = Measurements([
            reading("camera/host", "camera.fps.delivered", .denied("held by obs (pid 12)"))
        ])
        measurements.recall(subject("camera/host"), "camera.fps.delivered", .number(30), ageSeconds: 7200)
        measurements.recall(subject("camera/host"), "picture.black", .flag(false), ageSeconds: 7200)
        let finding = try #require(list.judge(measurements).first)
        #expect(finding.verdict == .pass)
        #expect(finding.ageSeconds == 7200)
        #expect(finding.reason.en == "frame rate 30 Hz, at least 29.4 Hz expected (measured 2 h ago)")
        measurements.take(reading("camera/host", "camera.fps.delivered", .number(10), at: 5))
        #expect(list.judge(measurements).map(\.verdict) == [.fail, .pass])
    }

    @Test(arguments: [
        ("used by obs (pid 9)" as String?, " (used by obs (pid 9))", "（被 obs（pid 9）占用）"), ("none", "", ""),
        (nil, "", ""),
    ])
    func `a camera that another program holds is said with that program`(
        holder: String?, en: String, zh: String
    ) throws {
        let busy = rule("camera.busy", warn: level(["camera.access": "!= free"]))
        let list = Checklist(studio: studio([busy]), words: words)
        let said = [("camera.access", "busy" as String?), ("camera.holder", holder)].compactMap {
            metric, text in
            text.map { reading("camera/host", Metric(metric), .value(.text($0))) }
        }
        let finding = try #require(list.judge(Measurements(said)).first)
        #expect(finding.verdict == .warn)
        #expect(finding.reason.en == "camera access “busy”, “free” expected\(en)")
        #expect(finding.reason.zh == "摄像头占用状态 “被占用”，应为 “空闲”\(zh)")
    }

    @Test func `nobody is named where nothing is wrong`() throws {
        let busy = rule("camera.busy", warn: level(["camera.access": "== busy"]))
        let list = Checklist(studio: studio([busy]), words: words)
        let finding = try #require(
            list.judge(
                Measurements([
                    reading("camera/host", "camera.access", .value("free")),
                    reading("camera/host", "camera.holder", .value("open by wireplumber (pid 3)")),
                ])
            ).first)
        #expect(finding.verdict == .pass)
        #expect(!finding.reason.en.contains("wireplumber"))
    }
}
