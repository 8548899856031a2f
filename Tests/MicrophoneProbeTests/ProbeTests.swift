import Foundation
import ProbeKit
import ProbeProtocol
import SoundLab
import StudioModel
import TestSupport
import Testing

/// The probe program against a real PulseAudio, one test after the other. The stage is a sink that plays a
/// tone of −6 dBFS; the lavalier is a source that hears it.
@Suite(.serialized) struct ProbeTests {
    private static let lavalier =
        "module-remap-source source_name=lavalier master=stage.monitor "
        + #"source_properties="device.serial=ONAIR-1 device.description=Lavalier""#

    private func studio(playing: Bool = true) throws -> PrivatePulse {
        let server = try PrivatePulse(
            ["module-null-sink sink_name=stage rate=48000", Self.lavalier]
                + (playing ? ["module-sine sink=stage frequency=1000"] : []))
        let answers = try holds(within: 10) { try server.pactl("info").contains("Server Name") }
        #expect(answers)
        return server
    }

    @Test func `an inspection lists the microphones and measures the one asked for`() throws {
        let server = try studio()
        let probe = try RunningProbe("inspect", server: server.address)
        try probe.configure(match: ["serial": "ONAIR-1"])
        #expect(probe.says(within: 12) { $0 == .end })
        let device = try #require(probe.devices.first)
        #expect(probe.devices.count == 1)
        #expect(device.name == "Lavalier")
        #expect(device.identity["serial"] == "ONAIR-1")
        #expect(device.state == .text("free"))
        #expect(probe.reads("microphone.present", within: 0) { $0 == .flag(true) } != nil)
        #expect(probe.reads("microphone.muted", within: 0) { $0 == .flag(false) } != nil)
        #expect(probe.reads("microphone.muted.layer", within: 0) { $0 == .text("none") } != nil)
        #expect(probe.reads("microphone.rate", within: 0) { $0 == .number(48_000) } != nil)
        #expect(probe.reads("microphone.volume", within: 0) { $0 == .number(0) } != nil)
        #expect(probe.reads("microphone.level.peak", within: 0) { $0.isNear(-6.02) } != nil)
        #expect(probe.reads("microphone.level.rms", within: 0) { $0.isNear(-9.03) } != nil)
        #expect(probe.reads("microphone.loudness.momentary", within: 0) { $0.isNear(-6) } != nil)
        #expect(probe.reads("microphone.zeros", within: 0) { $0 == .flag(false) } != nil)
        #expect(probe.finish() == 0)
    }

    @Test func `a mute is read at once and the level goes on as zeros`() throws {
        let server = try studio()
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"])
        #expect(probe.reads("microphone.level.peak", within: 10) { $0.isNear(-6.02) } != nil)
        let mark = probe.records.count
        try server.pactl("set-source-mute", "lavalier", "1")
        #expect(probe.reads("microphone.muted", within: 10, since: mark) { $0 == .flag(true) } != nil)
        #expect(
            probe.reads("microphone.muted.layer", within: 10, since: mark) { $0 == .text("source") } != nil)
        #expect(probe.reads("microphone.zeros", within: 10, since: mark) { $0 == .flag(true) } != nil)
        #expect(probe.reads("microphone.level.peak", within: 10, since: mark) { $0 == .number(-144) } != nil)
        let unmuted = probe.records.count
        try server.pactl("set-source-mute", "lavalier", "0")
        #expect(probe.reads("microphone.muted", within: 10, since: unmuted) { $0 == .flag(false) } != nil)
        #expect(probe.reads("microphone.level.peak", within: 10, since: unmuted) { $0.isNear(-6.02) } != nil)
        #expect(probe.finish() == 0)
    }

    @Test func `a microphone that is pulled out and put back is said both times`() throws {
        let server = try studio()
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["serial": "ONAIR-1"])
        #expect(probe.reads("microphone.level.peak", within: 10) { $0.isNear(-6.02) } != nil)
        #expect(probe.events == [])
        let pulled = probe.records.count
        try server.pactl("unload-module", "module-remap-source")
        #expect(probe.reads("microphone.present", within: 10, since: pulled) { $0 == .flag(false) } != nil)
        let reason = Outcome.absent("no microphone with serial “ONAIR-1”; the sound server has nothing")
        #expect(probe.reads("microphone.level.peak", within: 10, since: pulled) { $0 == reason } != nil)
        #expect(probe.reads("microphone.muted", within: 10, since: pulled) { $0 == reason } != nil)
        #expect(probe.events == ["device.removed"])
        let back = probe.records.count
        try server.pactl(
            "load-module", "module-remap-source", "source_name=lavalier", "master=stage.monitor",
            "source_properties=device.serial=ONAIR-1")
        #expect(probe.reads("microphone.present", within: 10, since: back) { $0 == .flag(true) } != nil)
        #expect(probe.reads("microphone.level.peak", within: 10, since: back) { $0.isNear(-6.02) } != nil)
        #expect(probe.events == ["device.removed", "device.added"])
    }

    @Test func `a server that stops is said and met again`() throws {
        let server = try studio()
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"])
        #expect(probe.reads("microphone.level.peak", within: 10) { $0.isNear(-6.02) } != nil)
        let stopped = probe.records.count
        server.stop()
        let refused = Outcome.failed(
            "no sound server answers at \(server.address): Connection refused")
        #expect(probe.reads("microphone.present", within: 10, since: stopped) { $0 == refused } != nil)
        #expect(probe.reads("microphone.level.peak", within: 10, since: stopped) { $0 == refused } != nil)
        let started = probe.records.count
        try server.start()
        #expect(probe.reads("microphone.present", within: 10, since: started) { $0 == .flag(true) } != nil)
        #expect(probe.reads("microphone.level.peak", within: 10, since: started) { $0.isNear(-6.02) } != nil)
    }

    @Test func `a server that hangs is said, and does not keep the probe from leaving`() throws {
        let server = try studio()
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"])
        #expect(probe.reads("microphone.level.peak", within: 10) { $0.isNear(-6.02) } != nil)
        server.freeze(true)
        defer { server.freeze(false) }
        let frozen = probe.records.count
        let silent = probe.reads("microphone.present", within: 10, since: frozen) {
            $0.reason?.hasPrefix("the sound server does not answer") == true
        }
        #expect(silent != nil)
        #expect(probe.finish() == 0)
    }

    @Test func `passive mode opens nothing and says why there is no level`() throws {
        let server = try studio()
        try server.pactl("suspend-source", "lavalier", "1")
        let probe = try RunningProbe("inspect", server: server.address)
        try probe.configure(match: ["source": "lavalier"], mode: .passive)
        let quiet = probe.reads("microphone.level.peak", within: 10) {
            if case .unsupported(let reason) = $0 {
                reason.hasPrefix("not measured in passive mode")
            } else {
                false
            }
        }
        #expect(quiet != nil)
        #expect(probe.reads("microphone.muted", within: 10) { $0 == .flag(false) } != nil)
        #expect(probe.reads("microphone.state", within: 10) { $0 == .text("suspended") } != nil)
        #expect(try server.pactl("list", "short", "source-outputs").contains("protocol-native") == false)
        #expect(probe.says(within: 10) { $0 == .end })
    }

    @Test func `a source that somebody suspends says so instead of a level`() throws {
        let server = try studio()
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"])
        #expect(probe.reads("microphone.level.peak", within: 10) { $0.isNear(-6.02) } != nil)
        let mark = probe.records.count
        try server.pactl("suspend-source", "lavalier", "1")
        let reason = Outcome.absent("the source is suspended")
        #expect(probe.reads("microphone.level.peak", within: 10, since: mark) { $0 == reason } != nil)
        #expect(probe.reads("microphone.state", within: 10, since: mark) { $0 == .text("suspended") } != nil)
    }

    @Test func `who else records is named, and said when muted for itself`() throws {
        let server = try studio()
        let encoder = try server.recorder(of: "lavalier")
        defer { encoder.terminate() }
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"])
        let named = probe.reads("microphone.holder", within: 10) {
            $0.value?.text?.hasPrefix("pacat (pid ") == true
        }
        #expect(named != nil)
        #expect(probe.reads("microphone.listener.muted", within: 10) { $0 == .text("none") } != nil)
        let list = try server.pactl("list", "short", "source-outputs")
        let recording = list.split(separator: "\n").first {
            $0.contains("protocol-native") && !$0.contains("float32le")
        }
        let index = try #require(recording?.split(separator: "\t").first)
        try server.pactl("set-source-output-mute", String(index), "1")
        let muted = probe.reads("microphone.listener.muted", within: 10) {
            $0.value?.text?.hasPrefix("pacat (pid ") == true
        }
        #expect(muted != nil)
    }

    @Test func `a microphone is a source and a channel`() throws {
        let server = try studio(playing: false)
        let player = try server.player(to: "stage", left: 0.5, right: 0)
        defer { player.terminate() }
        let probe = try RunningProbe("watch", server: server.address)
        let left = SubjectConfiguration(
            subject: try #require(Subject(rawValue: "microphone/left")),
            match: ["source": "lavalier", "channel": 0])
        let right = SubjectConfiguration(
            subject: try #require(Subject(rawValue: "microphone/right")),
            match: ["source": "lavalier", "channel": 1])
        let third = SubjectConfiguration(
            subject: try #require(Subject(rawValue: "microphone/third")),
            match: ["source": "lavalier", "channel": 2])
        try probe.send(.configure(Configuration(mode: .active, subjects: [left, right, third])))
        func reads(_ subject: String, _ metric: Metric, _ wanted: (Outcome) -> Bool) -> Bool {
            probe.says(within: 10) { record in
                guard case .readings(let all) = record, all.subject.rawValue == subject else { return false }
                return (all.outcomes[metric] ?? all.values[metric].map(Outcome.value)).map(wanted) ?? false
            }
        }
        #expect(reads("microphone/left", "microphone.level.peak") { $0.isNear(-6.02) })
        #expect(reads("microphone/left", "microphone.loudness.momentary") { $0.isNear(-6) })
        #expect(reads("microphone/right", "microphone.zeros") { $0 == .flag(true) })
        let tooFar = Outcome.failed("channel 2 of Lavalier: it has 2, counted from 0")
        #expect(reads("microphone/third", "microphone.level.peak") { $0 == tooFar })
    }

    @Test(arguments: [
        (-0.5, Outcome.number(0), Outcome.number(-1)),
        (0.125, .number(12.04), .number(1)),
        (
            0.5, .unsupported("both channels carry the same sound"),
            .unsupported("both channels carry the same sound")
        ),
    ])
    func `two channels of one microphone are held against each other`(
        right: Double, balance: Outcome, correlation: Outcome
    ) throws {
        let server = try studio(playing: false)
        let player = try server.player(to: "stage", left: 0.5, right: right)
        defer { player.terminate() }
        let probe = try RunningProbe("watch", server: server.address)
        try probe.configure(match: ["source": "lavalier"])
        func isSaid(_ metric: Metric, _ wanted: Outcome) -> Bool {
            probe.reads(metric, within: 8) { said in
                wanted.value?.number.map { said.isNear($0) } ?? (said == wanted)
            } != nil
        }
        #expect(isSaid("microphone.balance", balance))
        #expect(isSaid("microphone.correlation", correlation))
        #expect(isSaid("microphone.dc", .number(0)))
        #expect(probe.finish() == 0)
    }

    @Test func `with nothing to match by the default source is the microphone`() throws {
        let server = try studio()
        try server.pactl("set-default-source", "lavalier")
        let probe = try RunningProbe("inspect", server: server.address)
        try probe.configure(match: [:])
        #expect(probe.reads("microphone.level.peak", within: 8) { $0.isNear(-6.02) } != nil)
    }

    @Test func `a match that cannot be understood is said on every metric`() throws {
        let server = try studio()
        let probe = try RunningProbe("inspect", server: server.address)
        try probe.configure(match: ["channel": "left"])
        let mistake = Outcome.failed(
            "the profile's match of microphone/host: channel must be a whole number from 0, not “left”")
        #expect(probe.reads("microphone.present", within: 10) { $0 == mistake } != nil)
        #expect(probe.reads("microphone.zeros", within: 10) { $0 == mistake } != nil)
    }

    @Test func `without any sound server an inspection ends and says which address was tried`() throws {
        let probe = try RunningProbe("inspect", server: "unix:/nonexistent")
        try probe.configure(match: ["server": "unix:/nowhere", "source": "lavalier"])
        let refused = Outcome.failed("no sound server answers at unix:/nowhere: Connection refused")
        #expect(probe.reads("microphone.present", within: 10) { $0 == refused } != nil)
        #expect(probe.says(within: 10) { $0 == .end })
        #expect(probe.devices == [])
    }
}

extension Outcome {
    /// Within half a decibel.
    fileprivate func isNear(_ level: Double) -> Bool {
        value?.number.map { abs($0 - level) < 0.5 } ?? false
    }
}
