import Foundation
import Review
import StudioModel

/// An evening in a small studio: on air for two hours, a muted microphone, an encoder that stopped, a slate, a short
/// loss of frames, and ten minutes in which nobody watched.
struct Evening {
    let start = WallTime(milliseconds: 1_773_000_000_000)  // 2026-03-08T20:00:00Z
    let microphone: Subject
    let camera: Subject
    let uplink: Subject
    let output: Subject
    var entries: [JournalEntry] = []

    init() throws {
        func subject(_ text: String) throws -> Subject {
            guard let subject = Subject(rawValue: text) else { throw CocoaError(.formatting) }
            return subject
        }
        microphone = try subject("microphone/host")
        camera = try subject("camera/host")
        uplink = try subject("uplink/main")
        output = try subject("output/main")
    }

    func at(_ seconds: Double) -> WallTime { start.advanced(by: seconds) }

    mutating func add(_ seconds: Double, _ event: StudioEvent) {
        entries.append(JournalEntry(sequence: Int64(entries.count + 1), at: at(seconds), event: event))
    }

    mutating func alarm(
        _ seconds: Double, _ event: Transition.Event, _ rule: String, _ subject: Subject,
        since: Double? = nil,
        value: Value? = nil, limit: String? = nil
    ) {
        let transition = Transition(
            event: event, rule: rule, subject: subject, state: event == .cleared ? .ok : .firing,
            at: .seconds(5000 + seconds), since: .seconds(5000 + (since ?? seconds)), value: value,
            limit: limit)
        add(seconds, .transition(transition))
    }

    func incident(
        _ number: Int, _ severity: Severity, _ category: String, _ title: LocalizedText,
        _ advice: LocalizedText,
        root: AlarmKey?, started: Double, detected: Double, playbook: String? = nil,
        steps: [(LocalizedText, String, String?, Double)] = [], evidence: String? = nil
    ) -> Incident {
        Incident(
            id: "I\(number)", number: number, show: "2026-03-08-1", severity: severity, category: category,
            title: title, advice: advice, root: root, startedAt: at(started), detectedAt: at(detected),
            playbook: playbook,
            steps: steps.map {
                Incident.StepRun(text: $0.0, owner: $0.1, person: $0.2, dueAt: at(detected + $0.3))
            },
            evidence: evidence)
    }

    var record: ShowRecord { ShowRecord(folding: entries) }

    var studio: Studio {
        Studio(
            name: "apparel", title: LocalizedText(en: "Apparel live room", zh: "服装直播间"),
            roles: [
                Role(id: "technician", title: LocalizedText(en: "technician", zh: "技术支持")),
                Role(id: "audio", title: LocalizedText(en: "audio", zh: "音频")),
            ],
            people: [
                Person(name: "李明", roles: ["technician", "audio"]), Person(name: "王芳", roles: ["host"]),
            ],
            subjects: [
                WatchedSubject(
                    subject: microphone, title: LocalizedText(en: "Host's microphone", zh: "主播麦克风")),
                WatchedSubject(subject: camera, title: LocalizedText(en: "Camera 1", zh: "1 号机")),
                WatchedSubject(subject: uplink, title: LocalizedText(en: "Uplink", zh: "上行")),
                WatchedSubject(subject: output, title: LocalizedText(en: "Published stream", zh: "成品流")),
            ])
    }

    var input: ReviewInput {
        ReviewInput(
            record: record, studio: studio, series: series, now: at(8000),
            localClock: LocalClock(offsetSeconds: 8 * 3600),
            anchor: "42:" + String(repeating: "9f86d081", count: 8))
    }

    func series(
        _ subject: Subject, _ metric: Metric, every step: Double = 5, _ outcome: (Double) -> Outcome
    ) -> ReviewSeries {
        ReviewSeries(
            subject: subject, metric: metric,
            points: stride(from: 0.0, to: 7500, by: step).filter { !(4200..<4800).contains($0) }.map {
                ReviewSeries.Point(at: at($0), outcome: outcome($0))
            })
    }

    var series: [ReviewSeries] {
        [
            series(uplink, "uplink.bitrate.acked") { second in
                .number(
                    (2640..<2664).contains(second)
                        ? 0 : 4.5e6 + 2e5 * sin(second / 40) + 1e5 * sin(second * 1.7))
            },
            series(uplink, "uplink.rtt") { .number(31 + 3 * sin($0 / 90) + 2 * abs(sin($0 * 3.1))) },
            series(microphone, "microphone.level.peak") { second in
                .number((1500..<1513).contains(second) ? -144 : -14 + 7 * sin(second * 2.3))
            },
            series(camera, "camera.fps.delivered") { .number((6000..<6090).contains($0) ? 24.1 : 29.97) },
            series(camera, "picture.frozen") { _ in .denied("user is not in group video") },
            series(output, "output.bitrate") { .number(4.4e6 + 3e5 * sin($0 / 70)) },
        ]
    }
}

extension Evening {
    /// The evening as it went.
    static func typical() throws -> Evening {
        var evening = try Evening()
        evening.prepare()
        evening.muteMicrophone()
        evening.stopEncoder()
        evening.loseFrames()
        evening.add(7320, .phaseChanged(phase: .end, output: nil, by: "王芳"))
        evening.add(7330, .watchStopped(reason: "the show ended"))
        return evening
    }

    private mutating func prepare() {
        let finding = Finding(
            id: "host.clock.unsynchronised", subject: nil, group: .equipment, verdict: .warn,
            title: LocalizedText(en: "Clock not synchronised", zh: "时钟未同步"),
            reason: LocalizedText(en: "", zh: ""))
        add(-900, .checked(CheckSummary(verdict: .warn, findings: [finding])))
        add(-800, .signed(Signature(item: "A1.7", by: "李明", at: at(-800))))
        add(
            -700,
            .waived(
                address: "host.clock.unsynchronised",
                waiver: Waiver(by: "李明", until: at(9000), reason: "no NTP here")))
        add(-60, .showStarted(show: "2026-03-08-1", studio: "apparel"))
        add(-30, .watchStarted(process: 4711, boot: "b1"))
        add(-30, .clockMapped(boot: "b1", monotonic: .seconds(4970), wall: at(-30)))
        add(120, .phaseChanged(phase: .live, output: nil, by: "王芳"))
    }

    private mutating func muteMicrophone() {
        let root = AlarmKey(rule: "microphone.muted", subject: microphone)
        alarm(
            1501, .raised, "microphone.muted", microphone, since: 1500, value: .flag(true), limit: "== true")
        add(
            1501,
            .incidentOpened(
                incident(
                    1, .offAir, "sound", LocalizedText(en: "Microphone is muted", zh: "麦克风已静音"),
                    LocalizedText(en: "Unmute it at the transmitter; tape the switch", zh: "在发射器上取消静音，并固定开关"),
                    root: root, started: 1500, detected: 1501, playbook: "P5",
                    steps: [
                        (
                            LocalizedText(en: "Switch to the spare microphone", zh: "启用备用麦克风"), "audio", "李明",
                            5
                        ),
                        (
                            LocalizedText(en: "Check mute switch, battery, channel", zh: "查静音开关、电池、频道"),
                            "audio", "李明", 60
                        ),
                    ], evidence: "microphone.muted = yes (limit == true)")))
        alarm(1504, .inhibited, "output.silent", output, since: 1501)
        add(1504, .alarmJoined(incident: "I1", alarm: AlarmKey(rule: "output.silent", subject: output)))
        add(1506, .acknowledged(incident: "I1", by: "李明"))
        add(1509, .stepDone(incident: "I1", step: 1, by: "李明"))
        add(1512, .stepDone(incident: "I1", step: 2, by: "李明"))
        alarm(1513, .cleared, "microphone.muted", microphone)
        alarm(1516, .cleared, "output.silent", output)
        add(1513, .mitigated(incident: "I1"))
        add(1513, .noted(incident: "I1", by: "李明", text: "Sleeve pushed the switch <again>"))
        add(1520, .resolved(incident: "I1", by: "李明"))
    }

    private mutating func stopEncoder() {
        let root = AlarmKey(rule: "uplink.encoder.gone", subject: uplink)
        alarm(2642, .raised, "uplink.encoder.gone", uplink, since: 2640)
        add(
            2642,
            .incidentOpened(
                incident(
                    2, .offAir, "encoder", LocalizedText(en: "The encoder stopped", zh: "编码器停止"),
                    LocalizedText(en: "Restart it; lower the preset by one", zh: "重启编码器，并降低一档预设"), root: root,
                    started: 2640, detected: 2642, playbook: "P8",
                    steps: [
                        (LocalizedText(en: "Restart the encoder", zh: "重启编码器"), "technician", "李明", 30),
                        (
                            LocalizedText(en: "Lower preset or frame rate", zh: "降低预设或帧率"), "technician",
                            "李明", 90
                        ),
                    ])))
        add(2650, .acknowledged(incident: "I2", by: "李明"))
        add(2651, .phaseChanged(phase: .slate, output: nil, by: "王芳"))
        add(2664, .stepDone(incident: "I2", step: 1, by: "李明"))
        alarm(2664, .cleared, "uplink.encoder.gone", uplink)
        add(2664, .mitigated(incident: "I2"))
        add(2690, .phaseChanged(phase: .live, output: nil, by: "王芳"))
        add(2800, .resolved(incident: "I2", by: "李明"))
    }

    private mutating func loseFrames() {
        // The watch is killed at 4200 and started again at 4800.
        add(4199, .clockMapped(boot: "b1", monotonic: .seconds(9199), wall: at(4199)))
        add(4800, .watchStarted(process: 4900, boot: "b1"))
        let root = AlarmKey(rule: "camera.fps.low", subject: camera)
        alarm(6002, .raised, "camera.fps.low", camera, since: 6000, value: .number(0.8), limit: "< 0.9")
        add(
            6002,
            .incidentOpened(
                incident(
                    3, .degraded, "picture",
                    LocalizedText(en: "Camera delivers too few frames", zh: "摄像头帧率不足"),
                    LocalizedText(en: "More light, or a fixed exposure time", zh: "加光，或固定曝光时间"), root: root,
                    started: 6000, detected: 6002, evidence: "camera.fps.delivered-ratio = 0.8 (limit < 0.9)")
            ))
        alarm(6090, .cleared, "camera.fps.low", camera)
        add(6090, .mitigated(incident: "I3"))
        add(6090, .resolved(incident: "I3", by: "alarm cleared"))
    }
}
