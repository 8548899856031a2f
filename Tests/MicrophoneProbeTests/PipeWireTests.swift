import ProbeKit
import ProbeProtocol
import SoundLab
import StudioModel
import TestSupport
import Testing

/// PipeWire speaks PulseAudio's language with an accent: the same probe against the real one.
@Suite(.serialized) struct PipeWireTests {
    private func studio() throws -> PrivatePipeWire {
        let server = try PrivatePipeWire()
        let isReady = holds(within: 20) { server.isReady }
        #expect(isReady)
        try server.serve()
        let answers = try holds(within: 20) { try server.pactl("info").contains("on PipeWire") }
        #expect(answers)
        try server.pactl("load-module", "module-null-sink", "sink_name=stage", "rate=48000")
        try server.pactl(
            "load-module", "module-remap-source", "source_name=lavalier", "master=stage.monitor",
            "source_properties=device.serial=ONAIR-1")
        let there = try holds(within: 20) {
            try server.pactl("list", "short", "sources").contains("lavalier")
        }
        #expect(there)
        return server
    }

    @Test func `a source of PipeWire is found, heard, muted and named as one of PulseAudio`() throws {
        let server = try studio()
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"], expect: ["recorders": "obs"])
        #expect(probe.reads("microphone.present", within: 20) { $0 == .flag(true) } != nil)
        #expect(probe.reads("microphone.rate", within: 10) { $0 == .number(48_000) } != nil)
        #expect(probe.reads("microphone.channels", within: 10) { $0 == .number(2) } != nil)
        #expect(probe.reads("microphone.level.peak", within: 20) { $0 == .number(-144) } != nil)
        #expect(probe.reads("microphone.holder.unexpected", within: 10) { $0 == .text("none") } != nil)
        let recorder = try SpawnedProgram(
            ["parec", "--server", server.address, "--device", "lavalier", "--rate=22050"])
        defer { recorder.terminate() }
        let stranger = probe.reads("microphone.holder.unexpected", within: 20) {
            $0.value?.text?.hasPrefix("pacat (pid ") == true
        }
        #expect(stranger != nil)
        let converted = probe.reads("microphone.resampled", within: 10) {
            $0.value?.text?.hasSuffix(" takes 22050 Hz") == true
        }
        #expect(converted != nil)
        let mark = probe.records.count
        try server.pactl("set-source-mute", "lavalier", "1")
        #expect(
            probe.reads("microphone.muted.layer", within: 10, since: mark) { $0 == .text("source") } != nil)
        #expect(probe.finish() == 0)
    }

    @Test func `a passive look leaves PipeWire's source asleep`() throws {
        let server = try studio()
        func state() throws -> String {
            let list = try server.pactl("list", "short", "sources").split(separator: "\n")
            return list.first { $0.contains("\tlavalier\t") }?.split(separator: "\t").last.map(String.init)
                ?? ""
        }
        let sleeps = try holds(within: 30) { try state() == "SUSPENDED" }
        #expect(sleeps)
        let probe = try RunningProbe("inspect", server: server.address)
        try probe.configure(match: ["source": "lavalier"], mode: .passive)
        #expect(probe.says(within: 20) { $0 == .end })
        #expect(probe.reads("microphone.state", within: 0) { $0 == .text("suspended") } != nil)
        #expect(try state() == "SUSPENDED")
    }
}
