import Foundation
import SoundLab
import TestSupport
import Testing

/// Two lavaliers on one mixer, from `learn` to the incident, through a real PulseAudio.
@Suite(.serialized) struct LavalierTests {
    private static func profile(_ server: String) -> String {
        let subjects = (0...1).map { channel in
            """
              - subject: microphone/lavalier-\(channel + 1)
                title: "Lavalier \(channel + 1)"
                match: { source: mixer, server: "\(server)", channel: \(channel) }
            """
        }
        return """
            name: tiny
            people:
              - { name: "Lin", roles: [technician, lead] }
            subjects:   # ours
            \(subjects.joined(separator: "\n\n"))
            rules:
              include: [microphone]
              disable:
                - { id: microphone.low, reason: "one of them says nothing here" }
            """ + "\n"
    }

    private func studio() throws -> PrivatePulse {
        let server = try PrivatePulse([
            "module-null-sink sink_name=stage rate=48000",
            "module-remap-source source_name=mixer master=stage.monitor",
        ])
        let answers = try holds(within: 10) { try server.pactl("info").contains("Server Name") }
        #expect(answers)
        return server
    }

    /// `onair learn --noise`, while two noises are played.
    private func learn(
        _ rig: Rig, _ server: PrivatePulse, _ orders: [String], _ left: [Float], _ right: [Float]
    )
        async throws -> RunningProgram.Finished
    {
        let player = try server.player(to: "stage", left: left, right: right)
        defer { player.terminate() }
        return try await rig.onair(["learn"] + orders.flatMap { ["--noise", $0] })
    }

    @Test func `a battery that dies is one incident that names who still hears the wearer`() async throws {
        let server = try studio()
        let rig = try Rig(Self.profile(server.address))
        var room = Room(seed: 31)
        let quiet = room.room(-66, seconds: 20)
        let on = try await learn(
            rig, server, ["lavalier-1=on", "lavalier-2=on"], quiet, room.room(-66, seconds: 20))
        #expect(
            on.code == 0 && on.output.contains("noise-on of microphone/lavalier-2 written"), "\(on.errors)")
        let off = try await learn(
            rig, server, ["lavalier-1=off", "microphone/lavalier-2=off"], room.white(-46, seconds: 20),
            room.white(-46, seconds: 20))
        #expect(off.code == 0, "\(off.errors)")
        let profile = try String(contentsOfFile: rig.scratch.path + "/studio.yaml", encoding: .utf8)
        #expect(profile.contains("subjects:   # ours"))
        #expect(profile.components(separatedBy: "wireless: true, noise-on: \"-").count == 3, "\(profile)")
        #expect(profile.components(separatedBy: "noise-off: \"-").count == 3)
        let lint = try await rig.onair(["profile", "lint"])
        #expect(lint.code == 0, "\(lint.output)\(lint.errors)")

        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        // The first wearer speaks, pauses for longer than any hold, and speaks on when the battery is empty.
        let (talk, pause, rest) = (8.0, 7.0, 30.0)
        let voice = Room.speech(-20, seconds: talk)
        let later = Room.quieter(Room.speech(-20, seconds: rest), by: 22)
        let player = try server.player(
            to: "stage",
            left: Room.mix(voice, room.room(-66, seconds: talk)) + room.room(-66, seconds: pause)
                + room.white(-46, seconds: rest),
            right: Room.mix(Room.quieter(voice, by: 22), room.room(-66, seconds: talk))
                + room.room(-66, seconds: pause) + Room.mix(later, room.room(-66, seconds: rest)))
        defer { player.terminate() }
        let watch = try rig.start(["watch", "--json"])
        await eventually(within: .seconds(40), "the dead transmitter is named: \(watch.output)") {
            watch.output.contains(#""rule":"microphone.transmitter.off""#)
                && watch.output.contains("off: its wearer is still heard on lavalier-2")
        }
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
        let list = try await rig.onair(["incidents", "list", "--all"])
        #expect(list.output.contains("Lavalier 1: Wireless transmitter is probably off or without battery"))
        #expect(
            list.output.components(separatedBy: "microphone.transmitter.off").count == 2, "\(list.output)")
        #expect(!list.output.contains("Lavalier 2"), "\(list.output)")
        let shown = try await rig.onair(["incidents", "show", "1"])
        #expect(
            shown.output.contains("off: its wearer is still heard on lavalier-2"),
            "\(shown.output)\(shown.errors)")
    }

    @Test func `an order that cannot be carried out says why and changes nothing`() async throws {
        let server = try studio()
        let text = Self.profile(server.address)
        let rig = try Rig(text)
        for (order, code, words) in [
            ("lavalier-1", Int32(64), "is no microphone and state"),
            ("lavalier-1=loud", 64, "is no microphone and state"),
            ("camera/host=on", 64, "is no microphone and state"), ("=on", 64, "is no microphone and state"),
            ("lavalier-3=on", 65, "has no microphone/lavalier-3"),
        ] {
            try await rig.onair(["learn", "--noise", order]).expectOneLine(code, words)
        }
        // Somebody speaks all the time.
        let voice = Room.speech(-20, seconds: 20)
        let loud = try await learn(rig, server, ["lavalier-1=on"], voice, voice)
        loud.expectOneLine(75, "no noise of microphone/lavalier-1 was taken: it is not quiet")
        #expect(try String(contentsOfFile: rig.scratch.path + "/studio.yaml", encoding: .utf8) == text)
    }
}
