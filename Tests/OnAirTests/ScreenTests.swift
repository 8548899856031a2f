import Monitor
import StudioModel
import Testing

@testable import onair

/// What the watch shows, at the sizes people have.
@Suite struct ScreenTests {
    @Test(arguments: [(60, 20), (80, 24), (120, 40)], Language.allCases)
    func `no line is wider than the terminal, and the screen is as high as it`(
        size: (Int, Int), language: Language
    ) {
        var rig = ScreenRig()
        rig.encoderLost()
        rig.alarm("output.silent", "output/main", .inhibited)
        rig.question = "Leave the air for rehearsal? What viewers get is then not judged. y / n"
        let lines = rig.lines(size.0, size.1, language)
        #expect(lines.count == size.1)
        for line in lines { #expect(DisplayWidth.of(line) <= size.0, "\(line)") }
    }

    @Test(arguments: [(60, 20), (80, 24), (120, 40)])
    func `what broke and what to do are never cut`(columns: Int, rows: Int) {
        var rig = ScreenRig()
        rig.encoderLost()
        let text = rig.text(columns, rows)
        #expect(text.contains("The encoder is not connected to the ingest"))
        #expect(text.contains("if it refuses, look at the ingest's address and the cable."))
        #expect(text.contains("q quit"))
        #expect(text.contains("(uplink.encoder.lost)") == (columns == 120), "the rule's id goes first")
        let chinese = rig.text(columns, rows, .chinese).filter { $0 != " " }
        #expect(chinese.contains("若被拒绝，请检查推流地址与网线。"))
    }

    @Test func `a red mark has its word, also where another fault explains it`() {
        var rig = ScreenRig()
        rig.alarm("output.silent", "output/main", .inhibited)
        rig.read("output.bitrate", "output/main", .number(821_000))
        for columns in [60, 80, 120] {
            let line = rig.lines(columns, 24).first { $0.contains("Published stream") }
            #expect(line?.contains("✖") == true && line?.contains("Viewers hear nothing") == true)
        }
        #expect(rig.text(80, 24).contains("821 kb/s"))
    }

    @Test func `the marks of severity are explained where they are used`() {
        var rig = ScreenRig()
        #expect(!rig.text(80, 24).contains("S1"))
        rig.encoderLost()
        #expect(rig.text(80, 24).contains("S1 off air S2 degraded S3 spare lost S4 notice"))
        #expect(rig.text(80, 24, .chinese).contains("S1 停播 S2 播出受损 S3 备份缺失 S4 提示"))
    }

    @Test func `what is absent or too young is quiet; what is not known has a name`() {
        var rig = ScreenRig()
        rig.alarm("link.errors", "host/this-machine", .ok, reason: "absent: fewer than 1000 packets")
        rig.alarm(
            "output.clock.slow", "output/main", .ok, metric: "output.clock.ratio",
            reason: "absent: needs 12 s")
        #expect(!rig.text(120, 24).contains("? "))
        rig.alarm(
            "output.clock.slow", "output/main", .ok, metric: "output.clock.ratio", reason: "no reading yet")
        let line = rig.lines(80, 24).first { $0.contains("Published stream") } ?? ""
        #expect(
            line.hasPrefix(" ? ") && line.contains("no reading yet") && !line.contains("output.clock.ratio"))
    }

    @Test func `time that programs waited is not called load`() {
        var rig = ScreenRig()
        rig.read("host.pressure.cpu", "host/this-machine", .number(97))
        #expect(rig.text(80, 24).contains("waiting for CPU 97 %"))
        #expect(rig.text(80, 24, .chinese).contains("等待处理器 97 %"))
    }

    @Test func `every phase without incidents says what holds`() {
        #expect(ScreenRig(phase: .setup).text(80, 24).contains("r rehearses, l goes live"))
        #expect(ScreenRig(phase: .live).text(80, 24).contains("No incident is open."))
        #expect(ScreenRig(phase: .end).text(80, 24).contains("The show has ended; nothing is judged."))
    }

    @Test func `the clock is said with its zone, once`() {
        var rig = ScreenRig()
        rig.encoderLost()
        let lines = rig.lines(80, 24)
        #expect(lines.first?.contains("UTC") == true)
        #expect(!lines.dropFirst().contains { $0.contains("UTC") || $0.contains("00Z") })
    }

    @Test func `many incidents leave room for the step to do, and say how many are hidden`() {
        var rig = ScreenRig()
        for number in 1...14 { rig.encoderLost(number: number) }
        let text = rig.text(80, 24)
        #expect(text.contains("Next, in 12 s: #1.2 Lin"))
        #expect(text.contains("more: onair incidents"))
        #expect(text.contains("The encoder is not connected to the ingest"))
    }

    @Test(arguments: [(1.0, 12.0, 2, 1), (-14, 12, 2, 2), (-14, -3, 2, 1)])
    func `the next step is of the worst incident, and late ones stand behind`(
        first: Double, second: Double, severe: Int, step: Int
    ) {
        var rig = ScreenRig()
        rig.encoderLost(number: 1, severity: .degraded, due: [2])
        rig.encoderLost(number: severe, severity: .offAir, due: [first, second])
        #expect(rig.state.nextStep?.incident.number == severe)
        #expect(rig.state.nextStep?.number == step)
    }

    @Test func `lines break between words and never before closing punctuation`() {
        #expect(DisplayWidth.wrap("one two three", 8) == ["one two", "three"])
        #expect(DisplayWidth.wrap("请检查推流地址。", 14) == ["请检查推流地", "址。"])
        #expect(DisplayWidth.wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"])
        #expect(DisplayWidth.wrap("", 10) == [""])
    }
}
