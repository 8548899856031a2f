import StudioModel
import Testing

@Suite struct ShowRecordFoldingTests {
    private let start = WallTime(milliseconds: 1_773_000_000_000)

    /// Entries a second apart, counted from 1.
    private func entries(_ events: [StudioEvent]) -> [JournalEntry] {
        events.enumerated().map { index, event in
            JournalEntry(sequence: Int64(index + 1), at: start.advanced(by: Double(index)), event: event)
        }
    }

    private func at(_ seconds: Double) -> WallTime { start.advanced(by: seconds) }

    private func alarm(_ rule: String, _ subject: String) throws -> AlarmKey {
        AlarmKey(rule: rule, subject: try #require(Subject(rawValue: subject)))
    }

    private func incident(_ root: AlarmKey?, steps: Int = 2) -> Incident {
        Incident(
            id: "I1", number: 1, show: "s1", severity: .offAir, category: "sound",
            title: LocalizedText(en: "t", zh: "题"), advice: LocalizedText(en: "a", zh: "议"), root: root,
            startedAt: at(-2), detectedAt: at(0), playbook: "P5",
            steps: (0..<steps).map { _ in
                Incident.StepRun(
                    text: LocalizedText(en: "s", zh: "步"), owner: "audio", person: "李", dueAt: at(4))
            })
    }

    @Test func `an incident is followed from opening to resolution`() throws {
        let root = try alarm("microphone.muted", "microphone/host")
        let silent = try alarm("output.silent", "output/main")
        let record = ShowRecord(
            folding: entries([
                .incidentOpened(incident(root)), .alarmJoined(incident: "I1", alarm: silent),
                .acknowledged(incident: "I1", by: "李"), .stepDone(incident: "I1", step: 1, by: "李"),
                .stepSkipped(incident: "I1", step: 2, by: "王", reason: "no spare"),
                .mitigated(incident: "I1"),
                .noted(incident: "I1", by: "李", text: "unmuted"), .resolved(incident: "I1", by: "李"),
            ]))
        let found = try #require(record.incident(named: "1"))
        #expect(found.state == .resolved)
        #expect(found.explained == [silent])
        #expect(found.acknowledgedAt == at(2) && found.acknowledgedBy == "李")
        #expect(found.steps[0].doneAt == at(3))
        #expect(found.steps[1].skipped == "no spare" && found.steps[1].doneBy == "王")
        #expect(found.notes.map(\.text) == ["unmuted"])
        #expect(found.secondsToDetect == 2)
        #expect(found.secondsToAcknowledge == 2)
        #expect(found.secondsToMitigate == 5)
        #expect(found.secondsToResolve == 7)
        #expect(found.adherence.onTime == 1 && found.adherence.skipped == 1)
        #expect(record.openIncidents.isEmpty)
    }

    @Test func `the first fact stands, and what does not fit changes nothing`() throws {
        let root = try alarm("microphone.muted", "microphone/host")
        let record = ShowRecord(
            folding: entries([
                .incidentOpened(incident(root)), .mitigated(incident: "I1"),
                .acknowledged(incident: "I1", by: "a"),
                .acknowledged(incident: "I1", by: "b"), .stepDone(incident: "I1", step: 0, by: "a"),
                .stepDone(incident: "I1", step: 3, by: "a"), .stepDone(incident: "I1", step: -9, by: "a"),
                .alarmJoined(incident: "I1", alarm: root), .resolved(incident: "unknown", by: "a"),
                .incidentOpened(incident(nil)), .watchStopped(reason: "none was running"),
            ]))
        let found = try #require(record.incidents.first)
        #expect(record.incidents.count == 1)
        #expect(found.acknowledgedBy == "a")
        #expect(found.state == .mitigated, "an acknowledgement does not undo the mitigation")
        #expect(found.steps.allSatisfy { $0.doneAt == nil })
        #expect(found.explained.isEmpty)
    }

    @Test func `a root that came later takes over, and the former root is kept as evidence`() throws {
        let muted = try alarm("microphone.muted", "microphone/host")
        let silent = try alarm("output.silent", "output/main")
        let record = ShowRecord(
            folding: entries([
                .incidentOpened(incident(silent)), .alarmJoined(incident: "I1", alarm: muted),
                .rerooted(
                    incident: "I1", root: muted, title: LocalizedText(en: "muted", zh: "静音"),
                    advice: LocalizedText(en: "unmute", zh: "取消静音")),
            ]))
        let found = try #require(record.openIncident(of: silent))
        #expect(found.root == muted)
        #expect(found.explained == [silent])
        #expect(found.title.zh == "静音")
    }

    @Test func `an open incident and the phase survive a restart of the watch`() throws {
        let before: [StudioEvent] = [
            .showStarted(show: "s1", studio: "demo"), .watchStarted(process: 1, boot: "b"),
            .phaseChanged(phase: .live, output: nil, by: "a"), .incidentOpened(incident(nil)),
        ]
        let record = ShowRecord(folding: entries(before + [.watchStarted(process: 2, boot: "b")]))
        #expect(record.isOpen)
        #expect(record.phase.show == .live)
        #expect(record.openIncidents.count == 1)
        #expect(record.nextIncidentNumber == 2)
        #expect(record.watched(until: at(10)).seconds == 6, "the killed watch counts until what it did last")
    }

    @Test func `folding the same entries twice changes nothing`() {
        let list = entries([
            .showStarted(show: "s1", studio: "d"), .phaseChanged(phase: .live, output: nil, by: "a"),
        ])
        #expect(ShowRecord(folding: list + list) == ShowRecord(folding: list))
    }

    @Test func `a new show begins with what was prepared for it only`() {
        func signed(_ item: String, _ seconds: Double) -> StudioEvent {
            .signed(Signature(item: item, by: "a", at: at(seconds)))
        }
        let record = ShowRecord(
            folding: entries([
                .showStarted(show: "s1", studio: "d"), signed("old", 1), .incidentOpened(incident(nil)),
                .phaseChanged(phase: .end, output: nil, by: "a"), signed("new", 4),
                .waived(address: "x", waiver: Waiver(by: "a", until: at(1000))),
                .waived(address: "y", waiver: Waiver(by: "a", until: at(2))),
                .checked(CheckSummary(verdict: .pass, findings: [])), .showStarted(show: "s2", studio: "d"),
            ]))
        #expect(record.show == "s2")
        #expect(record.signature(of: "old") == nil)
        #expect(record.signature(of: "new")?.by == "a")
        #expect(record.waivers.keys.sorted() == ["x"])
        #expect(record.lastCheck?.summary.verdict == .pass)
        #expect(record.incidents.isEmpty)
    }

    @Test func `time on air counts the show and each output once`() throws {
        let output = try #require(Subject(rawValue: "output/backup"))
        let record = ShowRecord(
            folding: entries([
                .showStarted(show: "s1", studio: "d"), .phaseChanged(phase: .live, output: nil, by: "a"),
                .phaseChanged(phase: .live, output: output, by: "a"),
                .phaseChanged(phase: .slate, output: nil, by: "a"),
                .phaseChanged(phase: .end, output: nil, by: "a"),
            ]))
        #expect(record.onAir(until: at(60)).seconds == 3)
        #expect(record.spans(of: { $0 == .slate }, until: at(60)).seconds == 1)
        #expect(record.phase.outputs.isEmpty)
        #expect(record.endedAt == at(4))
    }

    @Test func `a transition keeps when its condition began, in wall time`() throws {
        let subject = try #require(Subject(rawValue: "microphone/host"))
        let transition = Transition(
            event: .raised, rule: "microphone.silent", subject: subject, state: .firing, at: .seconds(103),
            since: .seconds(100))
        let record = ShowRecord(folding: entries([.transition(transition)]))
        #expect(record.transitions.first?.since == at(-3))
    }
}

@Suite struct ClockMapTests {
    private func mapped(_ boot: String, _ seconds: Double, _ wall: Int64) -> StudioEvent {
        .clockMapped(boot: boot, monotonic: .seconds(seconds), wall: WallTime(milliseconds: wall))
    }

    @Test func `each pair counts until the next, boot by boot`() {
        var map = ClockMap()
        for event in [mapped("a", 200, 1_300_000), mapped("a", 100, 1_000_000), mapped("b", 5, 9_000_000)] {
            map.apply(event)
        }
        #expect(map.wall(of: .seconds(150), boot: "a")?.milliseconds == 1_050_000)
        #expect(map.wall(of: .seconds(210), boot: "a")?.milliseconds == 1_310_000)
        #expect(map.wall(of: .seconds(90), boot: "a")?.milliseconds == 990_000)
        #expect(map.wall(of: .seconds(6), boot: "b")?.milliseconds == 9_001_000)
        #expect(map.wall(of: .seconds(6), boot: "c") == nil)
        #expect(map.instant(of: WallTime(milliseconds: 1_310_000), boot: "a") == .seconds(210))
        #expect(map.instant(of: WallTime(milliseconds: 0), boot: "b") == nil, "before that boot")
    }
}

@Suite struct SpanSetTests {
    private func set(_ pairs: (Int64, Int64)...) -> SpanSet {
        SpanSet(
            pairs.compactMap {
                WallSpan(from: WallTime(milliseconds: $0 * 1000), to: WallTime(milliseconds: $1 * 1000))
            })
    }

    @Test func `no second is counted twice`() {
        #expect(set((5, 9), (0, 2), (1, 3), (3, 4)) == set((0, 4), (5, 9)))
        #expect(set((0, 4), (5, 9)).seconds == 8)
        #expect(set((0, 10)).subtracting(set((2, 3), (8, 20))) == set((0, 2), (3, 8)))
        #expect(set((0, 4), (6, 9)).intersection(set((3, 7))) == set((3, 4), (6, 7)))
        #expect(set((2, 2)).isEmpty)
    }
}
