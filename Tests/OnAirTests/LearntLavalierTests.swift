import Foundation
import SoundLab
import TestSupport
import Testing

/// `learn` at a terminal, with two lavaliers on one mixer, and somebody who forgets to switch one off.
@Suite(.serialized) struct LearntLavalierTests {
    /// Answers what it is asked, and switches the transmitters as it is told.
    private final class Technician {
        let server: PrivatePulse
        var playing: SpawnedProgram?
        var switchedOff = 0
        var questions: [String] = []

        init(_ server: PrivatePulse) {
            self.server = server
        }

        deinit {
            playing?.terminate()
        }

        func answer(_ question: String) throws -> String {
            questions.append(question)
            switch question {
            case _ where question.contains("what do you call “"):
                return question.contains("Mixer") ? "lavalier" : "-"
            case _ where question.contains("how many microphones"):
                return questions.count { $0.contains("how many microphones") } == 1 ? "three" : "2"
            case _ where question.contains("wireless"): return "y"
            case _ where question.contains("Switch the transmitter"): try play(isOn: true)
            case _ where question.contains("Now switch the transmitter"):
                switchedOff += 1
                // The first time nobody does it.
                if switchedOff > 1 { try play(isOn: false) }
            default: break
            }
            return ""
        }

        private func play(isOn: Bool) throws {
            playing?.terminate()
            var room = Room(seed: UInt64(40 + questions.count))
            let sounds = (0...1).map { _ in
                isOn ? room.room(-66, seconds: 40) : room.white(-46, seconds: 40)
            }
            playing = try server.player(to: "stage", left: sounds[0], right: sounds[1])
        }
    }

    @Test func `each lavalier is a subject with its two noises, and one that was left on is noticed`()
        async throws
    {
        let server = try PrivatePulse([
            "module-null-sink sink_name=stage rate=48000",
            "module-remap-source source_name=mixer master=stage.monitor "
                + #"source_properties="device.serial=MIX-1 device.description=Mixer""#,
        ])
        let answers = try holds(within: 10) { try server.pactl("info").contains("Server Name") }
        #expect(answers)
        let rig = try Rig(nil)
        let program = try RunningProgram(
            "/usr/bin/script",
            ["-qefc", "\(SourceTree.program("onair")) learn --seconds 1", "/dev/null"],
            environment: rig.environment.merging([
                "TERM": "dumb", "SHELL": "/bin/sh", "PULSE_SERVER": server.address,
            ]) { $1 }, folder: rig.scratch.path)
        let technician = Technician(server)
        var answered = 0
        try await eventually(within: .seconds(150), "it ends") {
            let text = program.output
            if program.exitCode != nil { return true }
            guard text.count > answered, text.hasSuffix(": ") else { return false }
            answered = text.count
            let line = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
            program.write(try technician.answer(line) + "\r")
            return false
        }
        #expect(program.exitCode == 0, "\(program.output)")
        #expect(program.output.contains("Write a number from 1 to 2"))
        #expect(program.output.contains("it sounds as with the transmitter on ("))
        let profile = try String(contentsOfFile: rig.scratch.path + "/studio.yaml", encoding: .utf8)
        for number in 1...2 {
            let item = try #require(
                profile.components(separatedBy: "subject: microphone/lavalier-\(number)\n").last)
            #expect(item.contains("channel: \(number - 1)"), "\(item.prefix(300))")
            let line = item.split(separator: "\n").first { $0.contains("expect:") } ?? ""
            for word in ["wireless: true", "noise-on: \"-", "noise-off: \"-"] { #expect(line.contains(word)) }
        }
        let lint = try await rig.onair(["profile", "lint"])
        #expect(lint.code == 0, "\(lint.output)\(lint.errors)")
    }
}
