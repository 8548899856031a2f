import Foundation
import Journal
import StudioModel
import TestSupport
import Testing

@testable import onair

/// Who chose Chinese reads Chinese, also what probes say.
@Suite struct ChineseTests {
    private static let profile = """
        name: tiny
        title: { en: "Tiny", zh: "小直播间" }
        people:
          - { name: "林", roles: [technician, lead] }
        subjects:
          - subject: link/wan
            match: { interface: eth-none }
          - subject: uplink/main
            match: { host: "127.0.0.1", port: 1 }
          - subject: output/main
            match: { url: "rtmp://127.0.0.1:1/live/x" }
          - subject: host/this-machine
            match: { path: "/no/such/folder" }

        """

    /// Three Latin words in a row are a sentence; a name, a unit or a command is not.
    static func english(_ text: String) -> [Substring] {
        text.replacing(/`[^`]*`/, with: "").matches(of: /[A-Za-z']+(?: [a-z']{2,}){2,}/).map(\.0)
    }

    @Test func `a check in Chinese holds no English sentence`() async throws {
        let rig = try Rig(Self.profile)
        let check = try await rig.onair(["--lang", "zh", "check", "--verbose", "--seconds", "3"])
        #expect(check.output.contains("没有网卡 eth-none；现有："), "\(check.output) \(check.errors)")
        #expect(check.output.contains("没有文件夹 /no/such/folder"))
        #expect(check.output.contains("127.0.0.1:1 拒绝连接"))
        #expect(Self.english(check.output) == [])
    }

    @Test func `a measurement and a list of devices in Chinese hold no English sentence`() async throws {
        let rig = try Rig(Self.profile)
        let measured = try await rig.onair(["--lang=zh", "measure", "rtmp://127.0.0.1:1/live/x"])
        #expect(measured.errors.contains("什么也没有测到（127.0.0.1:1 拒绝连接：请检查服务器是否运行）"), "\(measured.errors)")
        let devices = try await rig.onair(["--lang", "zh", "devices"])
        #expect(devices.output.contains("网络链路") && devices.output.contains("[空闲]"), "\(devices.errors)")
        #expect(Self.english(measured.errors + devices.output) == [])
    }

    @Test func `the watch says in Chinese what is not known`() {
        var rig = ScreenRig()
        rig.alarm(
            "output.clock.slow", "output/main", .ok, metric: "output.clock.ratio",
            reason: "denied: 127.0.0.1 denies access: check the key or token, or the file's permissions")
        rig.read(
            "microphone.level.peak", "microphone/host",
            .absent("the sound server does not offer Scarlett; in use by ffmpeg (pid 12)"))
        let text = rig.text(120, 24, .chinese)
        #expect(text.contains("没有权限：127.0.0.1 拒绝访问：请核对密钥或令牌，或文件权限"))
        #expect(text.contains("声音服务器没有提供 Scarlett；被 ffmpeg（pid 12）占用"))
        #expect(Self.english(text) == [])
        #expect(rig.text(160, 24).contains("in use by ffmpeg (pid 12)"))
    }

    private func incident() throws -> Incident {
        let wall = ScreenRig.wall
        let subject = try #require(Subject(rawValue: "camera/host"))
        let text = LocalizedText(en: "Camera: gone", zh: "摄像头：不在")
        var incident = Incident(
            id: "I1", number: 1, show: "s", severity: .offAir, category: "picture", title: text, advice: text,
            root: AlarmKey(rule: "camera.removed", subject: subject), startedAt: wall, detectedAt: wall,
            playbook: nil,
            steps: [],
            evidence: "camera.present: failed: the probe failed: no sign of life for 5 s")
        incident.notes = [
            .init(at: wall, by: "onair", text: "not judged in phase break"),
            .init(at: wall, by: "Wei", text: "silenced until \(wall.advanced(by: 600)): cable is on its way"),
            .init(at: wall, by: "Wei", text: "no longer silenced"),
            .init(at: wall, by: "Wei", text: "no signal"),
        ]
        incident.attachments = [
            EvidenceItem(
                subject: subject, kind: "image/jpeg", file: nil, note: "no probe runs for camera/host")
        ]
        return incident
    }

    @Test
    func `an incident in Chinese says what the desk and the probes said in Chinese, and people as they said`()
        throws
    {
        let clock = IncidentText.clock(ScreenRig.wall.advanced(by: 600))
        let text = IncidentText.whole(try incident(), .chinese)
        #expect(text.contains("证据：摄像头已接入：失败：探测程序出错：5 秒没有心跳"), "\(text)")
        #expect(text.contains("onair：“休息”阶段不判断"))
        #expect(text.contains("Wei：静默至 \(clock)：cable is on its way"))
        #expect(text.contains("Wei：不再静默\n") && text.contains("Wei：no signal\n"))
        #expect(text.contains("image/jpeg，未取得（没有探测程序在监看 camera/host）"))
        #expect(Self.english(text) == ["cable is on its way"])
        let english = IncidentText.whole(try incident(), .english)
        #expect(english.contains("Wei: silenced until \(clock): cable is on its way"))
        #expect(english.contains("no longer silenced") && !english.contains("T" + "20:"))
    }

    @Test(arguments: [
        (["--lang", "zh", "check", "--full"], ["check", "--full"]), (["--lang=en", "devices"], ["devices"]),
        (["check", "--lang", "zh"], ["check", "--lang", "zh"]), (["--lang", "zh"], []), ([], []),
        (["--lang", "fr", "check", "--", "x"], ["check", "--lang", "fr", "--", "x"]),
        (["--lang"], ["--lang"]), (["--lang", "zh", "--help"], ["--help"]),
    ])
    func `a language before the verb is as good as behind it`(given: [String], rest: [String]) {
        #expect(Locales.withoutLeadingLanguage(given) == rest)
    }

    @Test func `the last language counts`() {
        #expect(Locales.chosen(["onair", "--lang", "zh", "check", "--lang=en"], locale: "zh_CN") == .english)
        #expect(Locales.chosen(["onair", "--lang", "zh", "check"], locale: "C") == .chinese)
        #expect(Locales.chosen(["onair", "check"], locale: "zh_CN.UTF-8") == .chinese)
    }
}
