import Foundation
import ProbeKit
import ProbeProtocol
import SoundLab
import StudioModel
import TestSupport
import Testing

/// Where the sound goes, read from a real PulseAudio: a stage that plays a tone, and two lavaliers that hear it.
@Suite(.serialized) struct RoutingProbeTests {
    private func studio(_ modules: [String] = ["module-sine sink=stage frequency=1000"]) throws
        -> PrivatePulse
    {
        func lavalier(_ name: String, _ description: String) -> String {
            "module-remap-source source_name=\(name) master=stage.monitor "
                + #"source_properties="device.description=\#(description)""#
        }
        let server = try PrivatePulse(
            [
                "module-null-sink sink_name=stage rate=48000", lavalier("lavalier", "Lavalier"),
                lavalier("webcam", "Webcam"),
            ] + modules)
        let answers = try holds(within: 10) { try server.pactl("info").contains("Server Name") }
        #expect(answers)
        return server
    }

    private func mute(_ recorder: SpawnedProgram, _ on: Bool, at server: PrivatePulse) throws {
        var index: String?
        let known = try holds(within: 10) {
            index = try server.recording(by: recorder)
            return index != nil
        }
        #expect(known)
        try server.pactl("set-source-output-mute", index ?? "", on ? "1" : "0")
    }

    @Test func `an encoder that is muted while somebody speaks is both said, and taken back`() throws {
        let server = try studio()
        let encoder = try server.recorder(of: "lavalier")
        defer { encoder.terminate() }
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"], expect: ["recorders": "pacat"])
        #expect(probe.reads("microphone.muted.talking", within: 10) { $0 == .flag(false) } != nil)
        let mark = probe.records.count
        try mute(encoder, true, at: server)
        let layer = probe.reads("microphone.muted.layer", within: 10, since: mark) {
            $0.value?.text?.hasPrefix("pacat (pid \(encoder.inner ?? 0) of uid ") == true
        }
        #expect(layer != nil)
        #expect(probe.reads("microphone.muted", within: 10, since: mark) { $0 == .flag(true) } != nil)
        #expect(probe.reads("microphone.muted.talking", within: 10, since: mark) { $0 == .flag(true) } != nil)
        let back = probe.records.count
        try mute(encoder, false, at: server)
        #expect(probe.reads("microphone.muted.layer", within: 10, since: back) { $0 == .text("none") } != nil)
        #expect(
            probe.reads("microphone.muted.talking", within: 10, since: back) { $0 == .flag(false) } != nil)
        #expect(probe.finish() == 0)
    }

    @Test func `a source that is muted cannot tell speech, one that is open and dead is not muted`() throws {
        let server = try studio([])
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"])
        #expect(probe.reads("microphone.zeros", within: 10) { $0 == .flag(true) } != nil)
        #expect(probe.reads("microphone.muted.layer", within: 10) { $0 == .text("none") } != nil)
        #expect(probe.reads("microphone.muted.talking", within: 10) { $0 == .flag(false) } != nil)
        let mark = probe.records.count
        try server.pactl("set-source-mute", "lavalier", "1")
        #expect(
            probe.reads("microphone.muted.layer", within: 10, since: mark) { $0 == .text("source") } != nil)
        let hidden = Outcome.unsupported("muted before it can be heard: source")
        #expect(probe.reads("microphone.muted.talking", within: 10, since: mark) { $0 == hidden } != nil)
    }

    @Test func `the default source is followed as it moves, and named`() throws {
        let server = try studio()
        try server.pactl("set-default-source", "lavalier")
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"])
        #expect(probe.reads("microphone.default", within: 10) { $0 == .text("itself") } != nil)
        try server.pactl("set-default-source", "webcam")
        #expect(probe.reads("microphone.default", within: 10) { $0 == .text("Webcam") } != nil)
    }

    @Test func `a program that gets another rate, and one the profile does not know, are named`() throws {
        let server = try studio()
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"], expect: ["recorders": "obs"])
        #expect(probe.reads("microphone.resampled", within: 10) { $0 == .text("none") } != nil)
        #expect(probe.reads("microphone.holder.unexpected", within: 10) { $0 == .text("none") } != nil)
        let recorder = try server.recorder(of: "lavalier", rate: 22_050)
        defer { recorder.terminate() }
        let converted = probe.reads("microphone.resampled", within: 10) {
            $0.value?.text?.hasSuffix(" takes 22050 Hz") == true
        }
        #expect(converted != nil)
        let stranger = probe.reads("microphone.holder.unexpected", within: 10) {
            $0.value?.text?.hasPrefix("pacat (pid ") == true
        }
        #expect(stranger != nil)
        #expect(probe.reads("microphone.holder.exclusive", within: 0) { $0 == .text("none") } != nil)
        #expect(probe.reads("microphone.format", within: 0) { $0 == .text("s16le") } != nil)
        #expect(probe.reads("microphone.channels", within: 0) { $0 == .number(2) } != nil)
    }

    @Test func `a software boost is read in decibels`() throws {
        let server = try studio()
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"])
        #expect(probe.reads("microphone.volume", within: 10) { $0 == .number(0) } != nil)
        try server.pactl("set-source-volume", "lavalier", "150%")
        // 60 lg 1.5
        let boost = probe.reads("microphone.volume", within: 10) {
            abs(($0.value?.number ?? 0) - 10.57) < 0.01
        }
        #expect(boost != nil)
    }

    @Test func `passive mode leaves a source asleep that any recording would wake`() throws {
        let server = try studio(["module-suspend-on-idle timeout=1"])
        func state() throws -> String {
            let list = try server.pactl("list", "short", "sources").split(separator: "\n")
            return list.first { $0.contains("\tlavalier\t") }?.split(separator: "\t").last.map(String.init)
                ?? ""
        }
        let sleeps = try holds(within: 20) { try state() == "SUSPENDED" }
        #expect(sleeps)
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"], mode: .passive)
        // The volume comes with every look: three of them.
        let looked = probe.says(within: 20) { _ in
            probe.records.count { record in
                guard case .readings(let all) = record else { return false }
                return all.values["microphone.volume"] != nil || all.outcomes["microphone.volume"] != nil
            } >= 3
        }
        #expect(looked)
        #expect(probe.reads("microphone.state", within: 0) { $0 == .text("suspended") } != nil)
        #expect(try state() == "SUSPENDED")
        // The counter-proof: listening wakes it.
        try probe.configure(match: ["source": "lavalier"])
        let wakes = try holds(within: 20) { try state() == "RUNNING" }
        #expect(wakes)
    }

    @Test func `a source that stops delivering is told by its age, not as silence`() throws {
        let server = try studio([])
        let fifo = server.folder.appending(path: "fifo").path
        try server.pactl(
            "load-module", "module-pipe-source", "source_name=pipe", "file=\(fifo)", "rate=48000",
            "channels=1",
            "format=s16le")
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "pipe"])
        #expect(probe.reads("microphone.state", within: 10) { $0 == .text("running") } != nil)
        let writer = try FileHandle(forWritingTo: URL(filePath: fifo))
        defer { try? writer.close() }
        let second = Data((0..<48_000).flatMap { _ in [UInt8(0x10), 0x20] })
        try writer.write(contentsOf: second)
        let heard = probe.reads("microphone.level.peak", within: 10) { ($0.value?.number ?? -144) > -20 }
        #expect(heard != nil)
        let overdue = probe.reads("microphone.sound.age", within: 15) { ($0.value?.number ?? 0) > 2 }
        #expect(overdue != nil)
        let silent = probe.reads("microphone.level.peak", within: 5) {
            $0.reason?.hasPrefix("no sound has arrived for ") == true
        }
        #expect(silent != nil)
        let mark = probe.records.count
        try writer.write(contentsOf: second)
        #expect(probe.reads("microphone.sound.age", within: 10, since: mark) { $0 == .number(0) } != nil)
    }

    @Test func `thirty-two channels at 384 kHz are read for what they are`() throws {
        let server = try studio(["module-null-sink sink_name=wide rate=384000 channels=32"])
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "wide.monitor"])
        #expect(probe.reads("microphone.rate", within: 10) { $0 == .number(384_000) } != nil)
        #expect(probe.reads("microphone.channels", within: 10) { $0 == .number(32) } != nil)
        #expect(probe.reads("microphone.level.peak", within: 20) { $0 == .number(-144) } != nil)
        #expect(probe.finish() == 0)
    }
}
