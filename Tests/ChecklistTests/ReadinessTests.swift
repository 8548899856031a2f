import Checklist
import StudioModel
import Testing

/// The lines that people sign, and when they are due.
@Suite struct ReadinessTests {
    static func item(_ due: String) throws -> AttestedItem {
        AttestedItem(
            id: "lights", title: LocalizedText(en: "Lights on", zh: "灯光开启"), owner: "technician",
            due: try #require(DueTime(due)))
    }

    /// On air at 20:00 UTC for four hours.
    static let plan = ShowPlan(hours: 4, onAir: wall("20:00"))

    static func findings(
        _ due: String, at time: String, plan: ShowPlan = plan, phase: Phase = .setup,
        signatures: [Signature] = [],
        waivers: [String: Waiver] = [:], offset: Int = 0
    ) throws -> [Finding] {
        let list = Checklist(studio: studio([], [], attested: [try item(due)], show: plan))
        return list.findings(
            Measurements(), signatures: signatures, waivers: waivers, now: wall(time),
            phase: PhaseReport(show: phase),
            offset: offset)
    }

    @Test(
        arguments: [
            ("T-60min", "17:59", nil), ("T-60min", "18:00", Verdict.warn), ("T-60min", "18:59", .warn),
            ("T-60min", "19:00", .fail), ("T", "19:30", .warn), ("T+30min", "18:00", nil),
            ("D", "00:30", .warn), ("D", "20:00", .fail), ("D 09:00", "08:00", .warn),
            ("D 09:00", "09:00", .fail),
            ("D-1", "00:30", .fail), ("D+1", "12:00", nil), ("E", "12:00", nil),
        ] as [(String, String, Verdict?)])
    func `an item warns when it is due and fails after`(due: String, time: String, verdict: Verdict?) throws {
        #expect(try Self.findings(due, at: time).map(\.verdict) == (verdict.map { [$0] } ?? []))
    }

    @Test(
        arguments: [
            (Phase.setup, "T-60min", Verdict.warn), (.setup, "D-2", .warn), (.setup, "E", nil),
            (.setup, "D+7", nil),
            (.live, "T-60min", .fail), (.end, "T-60min", nil), (.end, "E+30min", .warn), (.end, "D+1", .warn),
        ] as [(Phase, String, Verdict?)])
    func `when nobody said when the show is, what comes before it is due now`(
        phase: Phase, due: String, verdict: Verdict?
    ) throws {
        let found = try Self.findings(due, at: "12:00", plan: ShowPlan(hours: 4, onAir: nil), phase: phase)
        #expect(found.map(\.verdict) == (verdict.map { [$0] } ?? []))
    }

    @Test func `an item after the show is due once the show has ended`() throws {
        #expect(try Self.findings("E+30min", at: "23:50", phase: .live).isEmpty)
        #expect(try Self.findings("E+30min", at: "23:50", phase: .end).map(\.verdict) == [.warn])
    }

    @Test func `a day is the studio's day`() throws {
        // 20:00 UTC is 04:00 of the next day in Shanghai; its nine o'clock is over there at 01:00 UTC.
        #expect(try Self.findings("D-1 09:00", at: "00:59", offset: 8 * 3600).map(\.verdict) == [.warn])
        #expect(try Self.findings("D-1 09:00", at: "01:00", offset: 8 * 3600).map(\.verdict) == [.fail])
    }

    @Test func `a signed item passes and says by whom`() throws {
        let signatures = [
            Signature(item: "lights", by: "Li", at: wall("18:10")),
            Signature(item: "lights", by: "Wang", at: wall("18:20")),
        ]
        let finding = try #require(try Self.findings("T-60min", at: "19:30", signatures: signatures).first)
        #expect(finding.verdict == .pass)
        #expect(finding.group == .readiness)
        #expect(finding.reason.en == "signed by Wang at 2026-03-08T18:20:00.000Z")
    }

    @Test func `an unsigned item says who does it and how to sign`() throws {
        let finding = try #require(try Self.findings("T-60min", at: "19:30").first)
        #expect(finding.advice?.en == "technician: do it, then sign with: onair sign lights")
        #expect(finding.advice?.zh == "技术支持：完成后签字 onair sign lights")
        #expect(finding.reason.en == "not signed, was due 2026-03-08T19:00:00.000Z")
    }

    @Test func `a waiver leaves the verdict, and one that is over is said`() throws {
        let valid = Waiver(by: "Chen", until: wall("21:00"))
        let waived = try #require(try Self.findings("T-60min", at: "19:30", waivers: ["lights": valid]).first)
        #expect(waived.verdict == .fail)
        #expect(waived.waiver == valid)
        let over = Waiver(by: "Chen", until: wall("19:00"))
        let open = try #require(try Self.findings("T-60min", at: "19:30", waivers: ["lights": over]).first)
        #expect(open.waiver == nil)
        #expect(open.reason.en.hasSuffix("(the waiver by Chen ended at 2026-03-08T19:00:00.000Z)"))
        #expect(open.reason.zh.hasSuffix("（Chen 的豁免已于 2026-03-08T19:00:00.000Z 到期）"))
    }
}
