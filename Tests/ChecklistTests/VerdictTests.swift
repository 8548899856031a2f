import Checklist
import StudioModel
import Testing

/// The sentence at the end, and what comes first.
@Suite struct VerdictTests {
    static func finding(
        _ verdict: Verdict, _ id: String = "camera.fps", waived: Bool = false, value: Value? = nil,
        group: Finding.Group = .equipment
    ) -> Finding {
        Finding(
            id: id, subject: nil, group: group, verdict: verdict, value: value,
            title: LocalizedText(en: id, zh: id),
            reason: LocalizedText(en: "", zh: ""),
            waiver: waived ? Waiver(by: "Chen", until: wall("23:00")) : nil)
    }

    @Test(
        arguments: [
            ([.pass, .skipped], 0, Verdict.pass, "ready to go live", "可以开播"),
            ([.pass, .warn], 0, .warn, "ready to go live, 1 to keep an eye on", "可以开播，1 项需留意"),
            ([.pass], 2, .pass, "ready with 2 waived", "可以开播，2 项已豁免"),
            ([.pass, .warn], 1, .warn, "ready with 1 waived, 1 to keep an eye on", "可以开播，1 项已豁免，1 项需留意"),
            ([.pass, .warn, .unknown], 0, .unknown, "1 not measured, 1 to keep an eye on", "1 项未测，1 项需留意"),
            (
                [.fail, .fail, .unknown, .warn], 1, .fail, "2 to deal with first; 1 not measured",
                "先处理 2 项；1 项未测"
            ),
            ([.fail, .pass], 0, .fail, "1 to deal with first", "先处理 1 项"),
            ([.skipped], 0, .unknown, "nothing was measured", "没有测到任何项目"),
            ([], 0, .unknown, "nothing was measured", "没有测到任何项目"),
            ([], 1, .pass, "ready with 1 waived", "可以开播，1 项已豁免"),
        ] as [([Verdict], Int, Verdict, String, String)])
    func `the verdict is the worst that is not waived, in one sentence`(
        verdicts: [Verdict], waived: Int, verdict: Verdict, en: String, zh: String
    ) {
        let findings =
            verdicts.map { Self.finding($0) } + (0..<waived).map { _ in Self.finding(.fail, waived: true) }
        let result = CheckVerdict(findings)
        #expect(result.verdict == verdict)
        #expect(result.sentence == LocalizedText(en: en, zh: zh))
    }

    @Test(arguments: [(Verdict.pass, 0), (.warn, 1), (.fail, 2), (.unknown, 3)] as [(Verdict, Int32)])
    func `the exit code is the verdict's`(verdict: Verdict, code: Int32) {
        #expect(CheckVerdict([Self.finding(.pass), Self.finding(verdict)]).exitCode == code)
    }

    @Test func `equipment and readiness are judged apart`() {
        let findings = [Self.finding(.pass), Self.finding(.warn, "lights", group: .readiness)]
        #expect(CheckVerdict.of(.equipment, in: findings)?.verdict == .pass)
        #expect(CheckVerdict.of(.readiness, in: findings)?.verdict == .warn)
        #expect(CheckVerdict.of(.readiness, in: [Self.finding(.pass)]) == nil)
    }

    @Test func `the worst is to be dealt with first, then the most severe`() {
        let rules = [
            rule("camera.a", severity: .notice), rule("camera.b", severity: .offAir),
            rule("camera.c", severity: .offAir),
        ]
        let list = Checklist(studio: studio(rules))
        let findings = [
            Self.finding(.unknown, "camera.c"), Self.finding(.fail, "camera.a"),
            Self.finding(.fail, "camera.b"),
            Self.finding(.fail, "camera.c"),
        ]
        #expect(list.first(findings) == findings[2])
        #expect(list.first([Self.finding(.pass)]) == nil)
        #expect(list.first([Self.finding(.fail, waived: true)]) == nil)
    }

    @Test func `what changed since the last good show comes first`() {
        let rules = ["a", "b", "c", "d"].map { rule("camera.\($0)", fail: level([Metric($0): "< 10"])) }
        let list = Checklist(studio: studio(rules))
        func measure(_ values: [Double]) -> Measurements {
            Measurements(
                zip(["a", "b", "c", "d"], values).map { reading("camera/host", Metric($0), .number($1)) })
        }
        let good = list.judge(measure([100, 100, 100, 100]))
        let before = CheckSummary(verdict: .pass, findings: good)
        let now = list.findings(measure([100, 80, 105, 5]), now: wall("12:00"), previous: before)
        #expect(now.map(\.id) == ["camera.d", "camera.b", "camera.a", "camera.c"])
        #expect(now.map(\.before) == [100, 100, nil, nil])
        #expect(now.map(\.verdict) == [.fail, .pass, .pass, .pass])
    }

    @Test(arguments: [
        (4_600_000.0, "acknowledged bitrate 4.6 Mbit/s, at least 4 Mbit/s expected"),
        (950_000, "acknowledged bitrate 950 kbit/s, at least 4 Mbit/s expected"),
        (0, "acknowledged bitrate 0 bit/s, at least 4 Mbit/s expected"),
    ])
    func `large numbers are written for people`(bitrate: Double, reason: String) {
        let uplink = WatchedSubject(subject: subject("uplink/main"), expect: ["bitrate": 5_000_000])
        let rules = [rule("uplink.slow", fail: level(["uplink.bitrate.acked": "< 0.8 * profile.bitrate"]))]
        let list = Checklist(studio: studio(rules, [uplink]), words: words)
        let findings = list.judge(
            Measurements([reading("uplink/main", "uplink.bitrate.acked", .number(bitrate))]))
        #expect(findings.map(\.reason.en) == [reason])
    }

    @Test(arguments: [
        ("== denied", Value.text("denied"), "camera access “denied”, anything but “denied” expected"),
        ("!= free", "busy", "camera access “busy”, “free” expected"),
        ("> 3", 5, "camera access 5, at most 3 expected"),
        (">= 3", 3, "camera access 3, less than 3 expected"),
        ("<= 3", 3, "camera access 3, more than 3 expected"),
        ("!= true", false, "camera access no, yes expected"),
    ])
    func `every comparison says what is expected`(limit: String, value: Value, reason: String) {
        let list = Checklist(studio: studio([rule("camera.x", fail: level(["camera.access": limit]))]))
        let findings = list.judge(Measurements([reading("camera/host", "camera.access", .value(value))]))
        #expect(findings.map(\.reason.en) == [reason])
        #expect(findings.map(\.verdict) == [.fail])
    }
}
