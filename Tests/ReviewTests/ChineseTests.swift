import Foundation
import Review
import StudioModel
import Testing

/// What the desk and the probes said reads Chinese in a Chinese review; what people wrote stays theirs.
@Suite struct ChineseTests {
    private func input() throws -> ReviewInput {
        var evening = try Evening()
        let text = LocalizedText(en: "Camera 1: camera is gone", zh: "1 号机：摄像头不在")
        evening.add(0, .showStarted(show: "s", studio: "apparel"))
        evening.add(1, .watchStarted(process: 1, boot: "b"))
        evening.add(1, .phaseChanged(phase: .live, output: nil, by: "李明"))
        evening.add(
            10,
            .incidentOpened(
                evening.incident(
                    1, .offAir, "picture", text, text,
                    root: AlarmKey(rule: "camera.removed", subject: evening.camera), started: 9, detected: 10,
                    evidence: "camera.present: failed: the probe failed: no sign of life for 5 s")))
        evening.add(11, .noted(incident: "I1", by: "onair", text: "not judged in phase break"))
        evening.add(
            12, .noted(incident: "I1", by: "王芳", text: "silenced until \(evening.at(600)): 线在路上"))
        evening.add(7000, .watchStopped(reason: "show 20260309T200000Z began"))
        var input = ReviewInput(
            record: evening.record, studio: evening.studio, now: evening.at(7500),
            localClock: LocalClock(offsetSeconds: 8 * 3600))
        let item = EvidenceItem(
            subject: evening.camera, kind: "image/jpeg", file: nil,
            note: "the probe did not answer within 5 s")
        input.evidence = ["I1": [ReviewEvidence(item: item, state: nil)]]
        input.series = [
            evening.series(evening.camera, "picture.frozen") { _ in
                .absent("no camera with serial A1B2: none is plugged in")
            },
            evening.series(evening.microphone, "microphone.level.peak") { _ in
                .denied("no permission to open hw:1,0: add the user to group audio, then log in again")
            },
        ]
        return input
    }

    @Test func `a Chinese page holds no English sentence`() throws {
        let input = try input()
        let pages = [
            HTMLPage.render(input, language: .chinese).replacing(
                /(?s)<style>.*?<\/style>|<[^>]*>/, with: "\n"),
            MarkdownPage.render(input, language: .chinese),
        ]
        for page in pages {
            #expect(page.contains("没有序列号为 A1B2 的摄像头：一台也没有接入"))
            #expect(page.contains("无权打开 hw:1,0：请把用户加入 audio 组并重新登录"))
            #expect(page.contains("“休息”阶段不判断"))
            #expect(page.contains("监看结束：场次 20260309T200000Z 已开始"))
            #expect(page.contains("探测程序在 5 秒内没有应答"))
            let plain = page.replacing(/`[^`]*`/, with: "")
            #expect(plain.matches(of: /[A-Za-z']+(?: [a-z']{2,}){2,}/).map { String($0.0) } == [])
        }
        #expect(pages[0].contains("摄像头已接入：失败：探测程序出错：5 秒没有心跳"))
        let english = MarkdownPage.render(input, language: .english)
        #expect(english.contains("no camera with serial A1B2: none is plugged in"))
    }

    @Test func `the end of a silence is said by the studio's clock`() throws {
        for language in Language.allCases {
            let page = HTMLPage.render(try input(), language: language)
            #expect(
                page.contains(language == .chinese ? "静默至 04:10:00：线在路上" : "silenced until 04:10:00: 线在路上"))
            #expect(!page.contains("20:10:00"))
        }
        let note = Incident.Note(
            at: WallTime(milliseconds: 0), by: "Wei", text: "silenced until 1970-01-02T01:00:00.000Z")
        let clock = LocalClock(offsetSeconds: 0)
        #expect(NoteWording.text(note, .english, clock) == "silenced until 1970-01-02 01:00")
    }

    @Test(arguments: [
        "silenced until tomorrow", "silenced until ", "no longer silenced, I think", "no signal", "",
        "silenced until 2026-03-08T20:00:00.000Zulu",
    ])
    func `what a person wrote is not said otherwise`(text: String) {
        let note = Incident.Note(at: WallTime(milliseconds: 0), by: "Wei", text: text)
        for language in Language.allCases {
            #expect(NoteWording.text(note, language, LocalClock(offsetSeconds: 0)) == text)
        }
    }
}
