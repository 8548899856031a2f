import AlarmEngine
import Profiles
import StudioModel

/// A shipped studio on air, fed with values twice a second: what the engine says of them.
struct SimulatedShow {
    /// The values that are sent, for each subject; `nil` is sent as absent.
    var values: [Subject: [Metric: Value?]] = [:]
    private(set) var transitions: [Transition] = []
    private var engine: AlarmEngine
    private var tenths: UInt64 = 10
    /// When a value was changed first.
    private var fault: Double?

    init(_ name: String) throws {
        let studio = try Repository.studio(name)
        // As the monitor does: every subject depends on its family's probe.
        let watched = studio.subjects.map { subject in
            var subject = subject
            if let probe = Subject(family: "probe", name: subject.subject.family) {
                subject.dependsOn.append(probe)
            }
            return subject
        }
        engine = AlarmEngine(
            rules: studio.rules, subjects: watched, periods: { _ in 0.5 },
            start: Instant(nanoseconds: 1_000_000_000))
        transitions += engine.setPhase(PhaseReport(show: .live), at: Instant(nanoseconds: 1_000_000_000))
        for subject in watched {
            for on in subject.dependsOn where on.family == "probe" {
                values[on] = [
                    "probe.running": true, "probe.late": false, "probe.restarts": 0, "probe.dropped": 0,
                ]
            }
            values[subject.subject] = SimulatedShow.healthy(subject, rules: studio.rules)
        }
    }

    /// Changes some values from now on.
    mutating func set(_ subject: String, _ new: [Metric: Value?]) {
        guard let subject = Subject(rawValue: subject) else { return }
        for (metric, value) in new { values[subject, default: [:]].updateValue(value, forKey: metric) }
        fault = fault ?? Double(tenths) / 10
        send()
    }

    /// What the kernel and the puller see when the encoder's process ends.
    mutating func stopEncoder() {
        for subject in values.keys where subject.family == "uplink" {
            let lost = (values[subject] ?? [:]).keys.filter {
                !$0.rawValue.hasPrefix("uplink.dns") && !$0.rawValue.hasPrefix("uplink.connect")
            }
            for metric in lost { values[subject]?.updateValue(nil, forKey: metric) }
            set(subject.rawValue, ["uplink.encoder.connected": false])
        }
        for subject in values.keys where subject.family == "output" {
            let lost = (values[subject] ?? [:]).keys.filter { $0 != "output.published" }
            for metric in lost { values[subject]?.updateValue(nil, forKey: metric) }
        }
    }

    /// Lets time pass.
    mutating func run(seconds: Double) {
        for _ in 0..<Int((seconds * 10).rounded()) {
            tenths += 1
            if tenths % 5 == 0 { send() }
            transitions += engine.advance(to: Instant(nanoseconds: tenths * 100_000_000), with: [])
        }
    }

    private mutating func send() {
        let at = Instant(nanoseconds: tenths * 100_000_000)
        let readings = values.flatMap { subject, values in
            values.map { metric, value in
                Reading(
                    at: at, subject: subject, metric: metric,
                    outcome: value.map(Outcome.value) ?? .absent("none"))
            }
        }
        transitions += engine.advance(to: at, with: readings)
    }

    /// Alarms that people were called for, in order.
    var raised: [String] {
        transitions.filter { $0.event == .raised || $0.event == .noData }.map(\.key.description)
    }

    /// Alarms that were kept as evidence of another.
    var explained: [String] {
        transitions.filter { $0.event == .inhibited || $0.event == .rerooted }.map(\.key.description)
    }

    /// Alarms that still stand. A long window that is not full yet is unknown, not an alarm.
    var standing: [String] {
        engine.snapshot().filter { [.firing, .inhibited, .flapping].contains($0.state) }.map(
            \.key.description)
    }

    /// Seconds from the first change of a value to the alarm; infinite when it never came.
    func delay(of rule: String) -> Double {
        guard let fault, let alarm = transitions.first(where: { $0.rule == rule && $0.event == .raised })
        else {
            return .infinity
        }
        return Double(alarm.at.nanoseconds) / 1e9 - fault
    }
}

extension SimulatedShow {
    /// A value for every metric that a rule reads on the subject, such that no rule is met.
    static func healthy(_ watched: WatchedSubject, rules: [Rule]) -> [Metric: Value?] {
        let own = rules.filter { $0.family == watched.subject.family }
        var values: [Metric: Value?] = [:]
        for metric in Set(own.flatMap(\.metrics)) {
            let value: Value? = figures[metric] ?? watched.expect[key(of: metric)]
            values.updateValue(value, forKey: metric)
        }
        return values
    }

    /// `output.video.codec` is expected under `video-codec`, `output.fps` under `fps`.
    private static func key(of metric: Metric) -> String {
        switch metric {
        case "output.video.width": "width"
        case "output.video.height": "height"
        case "uplink.bitrate.acked": "bitrate"
        default: metric.rawValue.split(separator: ".").dropFirst().joined(separator: "-")
        }
    }

    private static let figures: [Metric: Value] = [
        "camera.present": true, "camera.moved": false, "camera.hdmi.signal": true, "camera.access": "free",
        "camera.swapped": false, "camera.twin": false, "camera.hdmi.lock": true, "camera.hdmi.state": "ok",
        "camera.hdmi.timings.agreed": true, "camera.privacy": false, "camera.stream.start": "ok",
        "camera.together": "ok", "camera.reopen": "ok", "camera.low-light": false,
        "camera.jitter.ratio": 0.02,
        "camera.gap.ratio": 1.1, "camera.timestamps": "ok", "camera.timestamps.backwards": 0,
        "camera.usb.slowed": false, "camera.usb.need-ratio": 0.2, "camera.controls.drift": "none",
        "camera.controls.locked-drift": "none", "camera.mains.setting": "50", "camera.mains.agreed": true,
        "camera.kernel.warnings": 0, "camera.kernel.failures": 0, "camera.format.agreed": true,
        "camera.fps.nominal": 30, "camera.first-frame": 300,
        "camera.frame.age": 0.03, "camera.total.unfilled": 0,
        "camera.fps.delivered-ratio": 1, "camera.frames.lost": 0, "camera.frames.error": 0,
        "picture.black-ratio": 0.02, "picture.black": false, "picture.frozen": false, "picture.still": 0,
        "picture.luma.mean": 0.5, "microphone.present": true, "microphone.plugged": true,
        "microphone.muted": false,
        "microphone.transmitter": "on", "microphone.separate": true,
        "microphone.listener.muted": "none", "microphone.muted.layer": "none",
        "microphone.muted.talking": false, "microphone.sound.age": 0, "microphone.default": "itself",
        "microphone.holder.unexpected": "none", "microphone.holder.exclusive": "none",
        "microphone.resampled": "none", "microphone.channels": 2, "microphone.format": "s16le",
        "microphone.zeros": false, "microphone.level.peak": -12,
        "microphone.level.rms": -20, "microphone.clips": 0, "microphone.holes": 0,
        "microphone.state": "running",
        "microphone.rate": 48000, "microphone.volume": 0, "microphone.loudness.momentary": -18,
        "link.present": true,
        "link.carrier": true, "link.operational": true, "link.route.default": true, "link.carrier-changes": 0,
        "link.errors-ratio": 0, "link.wireless": false, "link.speed": 1000, "link.duplex": "full",
        "uplink.dns.resolved": true, "uplink.dns.time": 5, "uplink.connect.reachable": true,
        "uplink.connect.time": 5,
        "uplink.encoder.connected": true, "uplink.send.age": 0.02, "uplink.notsent": 0, "uplink.ack.stall": 0,
        "uplink.unacked-bytes": 0, "uplink.rwnd-limited": 0, "uplink.backlog": 0, "uplink.busy": 0.1,
        "uplink.app-limited": true, "uplink.sndbuf-limited": 0, "uplink.retransmit-ratio": 0,
        "uplink.rtt": 12,
        "output.published": true, "output.packet.age": 0.02, "output.gop": 2, "output.audio.present": true,
        "output.audio.level.peak": -12, "output.audio.level.rms": -20, "output.audio.channels": 2,
        "output.audio.rate": 48000, "output.timestamps.backwards": 0, "output.timestamps.jump": 0,
        "output.clock.ratio": 1, "output.width": 1080, "host.pressure.cpu": 1, "host.pressure.memory": 0,
        "host.pressure.io": 1, "host.memory.available-ratio": 0.6, "host.disk.show-ratio": 3,
        "host.disk.free": 1e11,
        "host.clock.synchronised": true, "host.clock.error": 2, "host.temperature.margin": 40,
    ]
}
