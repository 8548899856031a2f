import Foundation
import TestSupport
import Testing

/// `learn` as a person runs it, at a terminal of its own (`script` makes one).
@Suite(.serialized) struct LearnTests {
    /// Waits for a question and answers it; nothing is typed ahead, as the terminal would show it.
    private struct Person {
        let program: RunningProgram

        func answers(_ question: String, _ answer: String, times: Int = 1) async {
            await eventually(within: .seconds(40), "“\(question)” is asked: \(program.output.suffix(300))") {
                program.output.components(separatedBy: question).count > times
            }
            program.write(answer + "\r")
        }
    }

    private func start(_ rig: Rig, _ arguments: String, _ more: [String: String] = [:]) throws
        -> RunningProgram
    {
        try RunningProgram(
            "/usr/bin/script",
            ["-qefc", "\(SourceTree.program("onair")) learn \(arguments)", "/dev/null"],
            environment: rig.environment.merging(["TERM": "dumb", "SHELL": "/bin/sh"]) { $1 }.merging(more) {
                $1
            }, folder: rig.scratch.path)
    }

    /// The names that are asked for differ from machine to machine; every one is left out but the computer.
    private func skipDevices(_ person: Person, until question: String, computer: String, mark: String) async {
        var asked = 0
        await eventually(
            within: .seconds(60), "the devices are through: \(person.program.output.suffix(300))"
        ) {
            let text = person.program.output
            let count = text.components(separatedBy: mark).count - 1
            if count > asked {
                asked = count
                let line = text.components(separatedBy: "\n").last { $0.contains(mark) } ?? ""
                person.program.write((line.hasPrefix(computer) ? "导播电脑" : "-") + "\r")
            }
            return text.contains(question)
        }
    }

    @Test func `five minutes: every answer is kept, the key is never shown, and check finds it`() async throws
    {
        let rig = try Rig(nil)
        let key = "rtmp://127.0.0.1:\(try LoopbackPeers.unusedPort())/live/very-secret"
        let program = try start(rig, "--lang zh --seconds 1")
        let person = Person(program: program)
        await person.answers("一场直播多少小时", "四")
        await person.answers("请输入 0.5 到 48 之间的数字", "3")
        await skipDevices(person, until: "完整推流地址", computer: "电脑", mark: "叫什么名字")
        await person.answers("完整推流地址", "very-secret")
        await person.answers("不是完整地址", key)
        await person.answers("这一路输出叫什么", "主平台")
        await person.answers("编码器推流到", "127.0.0.1")
        await person.answers("编码器码率", "四千")
        await person.answers("请输入 50 到 200000 之间的数字", "4500")
        await person.answers("另一路输出的完整地址", "")
        for (question, answer) in [
            ("项目总负责人是谁", "王总"), ("今晚技术支持是谁", "小林"), ("主播是谁", "小美"), ("助理是谁", ""), ("运营是谁", "王总"),
            ("客服是谁", ""),
        ] { await person.answers(question, answer) }
        await eventually(within: .seconds(60), "it ends: \(program.output.suffix(400))") {
            program.exitCode != nil
        }
        #expect(program.exitCode == 0, "\(program.output)")
        #expect(!program.output.contains("very-secret"))
        let profile = try String(contentsOfFile: rig.scratch.path + "/studio.yaml", encoding: .utf8)
        #expect(!profile.contains("very-secret"))
        for word in [
            "host-1", "导播电脑", "output/output-1", "主平台", "port: 1935", "bitrate: 4500000", "小美", "hours: 3",
        ] { #expect(profile.contains(word), "\(word) in \(profile)") }
        let secret = rig.scratch.path + "/ingest-url-output-1"
        #expect(try String(contentsOfFile: secret, encoding: .utf8) == key + "\n")
        let mode = try FileManager.default.attributesOfItem(atPath: secret)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let checked = try await rig.onair(["check", "--seconds", "2"])
        #expect(checked.code.map { $0 < 4 } == true, "\(checked.errors)")
    }

    @Test func `a full-width colon is a colon, and an answer that is not understood is asked again`()
        async throws
    {
        let rig = try Rig(nil)
        let program = try start(rig, "--seconds 1")
        let person = Person(program: program)
        await person.answers("How many hours", "")
        await skipDevices(
            person, until: "whole address with its key", computer: "Computer", mark: "what do you call")
        await person.answers("whole address with its key", "")
        await person.answers("The ingest's host:port", "push.example.com/live")
        await person.answers("Write it as host:port", "127.0.0.1：21935")
        await person.answers("bitrate in kbit/s", "")
        for question in [
            "Who leads", "Who is the technician", "Who is the host", "Who is the assistant",
            "Who is the operations",
            "Who is the customer service",
        ] { await person.answers(question, "") }
        await eventually(within: .seconds(60), "it ends: \(program.output.suffix(400))") {
            program.exitCode != nil
        }
        let profile = try String(contentsOfFile: rig.scratch.path + "/studio.yaml", encoding: .utf8)
        #expect(profile.contains("uplink/main") && profile.contains("port: 21935"))
        #expect(program.output.contains("No output is watched yet"))
    }

    @Test func `Ctrl-C at the hidden question leaves a terminal that shows what is typed`() async throws {
        let rig = try Rig(nil)
        let program = try start(rig, "--seconds 1; echo; stty -a")
        let person = Person(program: program)
        await person.answers("How many hours", "")
        await skipDevices(
            person, until: "whole address with its key", computer: "Computer", mark: "what do you call")
        program.write("\u{3}")
        await eventually(within: .seconds(20), "the terminal is as it was: \(program.output.suffix(300))") {
            program.output.contains(" echo ") && program.output.contains(" icanon")
        }
        #expect(!FileManager.default.fileExists(atPath: rig.scratch.path + "/studio.yaml"))
    }

    @Test func `unattended it takes the address from the environment by reference, or says what to set`()
        async throws
    {
        let rig = try Rig(nil)
        let bare = try await rig.onair(["learn", "--unattended", "--seconds", "1"])
        #expect(bare.code == 0, "\(bare.errors)")
        #expect(bare.output.contains("set ONAIR_INGEST"))
        // One in which nothing is found is named, so that nobody wonders.
        #expect(bare.output.contains("Cameras"))
        let port = try LoopbackPeers.unusedPort()
        let set = try await rig.onair(
            ["learn", "--unattended", "--seconds", "1", "--force"],
            environment: ["ONAIR_INGEST": "rtmp://127.0.0.1:\(port)/live/very-secret"])
        #expect(set.code == 0 && !(set.output + set.errors).contains("very-secret"))
        let profile = try String(contentsOfFile: rig.scratch.path + "/studio.yaml", encoding: .utf8)
        #expect(profile.contains("env:ONAIR_INGEST") && profile.contains("port: \(port)"))
    }
}
