import AlarmEngine
import Profiles
import StudioModel
import Testing

/// The shipped rules on the shipped studios: one fault, one root, in time.
@Suite struct ShippedFaultsTests {
    @Test func `a muted microphone is one alarm, at once, and the silent output yields to it`() throws {
        var show = try SimulatedShow("demo")
        show.run(seconds: 10)
        #expect(show.raised == [])
        show.set(
            "microphone/host",
            [
                "microphone.muted": true, "microphone.muted.layer": "source", "microphone.level.peak": -144,
                "microphone.zeros": true,
            ])
        show.set("microphone/host", ["microphone.level.rms": -144, "microphone.loudness.momentary": -70])
        show.run(seconds: 1.5)
        show.set("output/main", ["output.audio.level.peak": -91, "output.audio.level.rms": -91])
        show.run(seconds: 12)
        #expect(show.raised == ["microphone.muted @ microphone/host"])
        #expect(show.delay(of: "microphone.muted") < 1)
        #expect(show.explained.contains("output.silent @ output/main"))
    }

    @Test func `a dead transmitter is one alarm that names who still hears the wearer`() throws {
        let said = "off: its wearer is still heard on lavalier-2"
        // Its receiver falls silent, or hisses as loud as a voice.
        for level in [-144.0, -75, -30] {
            var show = try SimulatedShow("demo")
            show.run(seconds: 10)
            show.set(
                "microphone/host",
                ["microphone.level.peak": .number(level), "microphone.zeros": .flag(level < -100)])
            show.run(seconds: 2)
            show.set("microphone/host", ["microphone.transmitter": .text(said)])
            show.run(seconds: 12)
            let raised = show.transitions.filter { $0.event == .raised }
            #expect(raised.map(\.rule).suffix(1) == ["microphone.transmitter.off"], "\(level)")
            #expect(raised.last?.value == .text(said))
            #expect(show.standing.contains("microphone.transmitter.off @ microphone/host"))
            // Silence is seen two seconds sooner: it becomes evidence of the transmitter.
            let sooner = level < -100 ? "microphone.dead" : level < -60 ? "microphone.silent" : nil
            #expect(show.raised.count == (sooner == nil ? 1 : 2), "\(show.raised)")
            #expect(
                sooner.map { show.explained.contains("\($0) @ microphone/host") } ?? true, "\(show.explained)"
            )
        }
    }

    @Test func `a muted microphone explains what its transmitter seems to be`() throws {
        var show = try SimulatedShow("demo")
        show.run(seconds: 10)
        show.set("microphone/host", ["microphone.muted.layer": "source", "microphone.transmitter": "off"])
        show.run(seconds: 12)
        #expect(show.raised == ["microphone.muted @ microphone/host"])
    }

    @Test(
        arguments: [
            (["microphone.hum": 15, "microphone.hum.level": -60], ["microphone.hum @ microphone/host"]),
            // Far over a very quiet room, but too soft to be heard; loud, but under other sound.
            (["microphone.hum": 30, "microphone.hum.level": -75], []),
            (["microphone.hum": 8, "microphone.hum.level": -50], []),
            (["microphone.clock.hours": 0.1], ["microphone.clock.drift @ microphone/host"]),
            (["microphone.clock.hours": 0.12], []),
            // A host who pauses, and one who speaks in a noisy room, are no alarms while live.
            (["microphone.snr": nil, "microphone.noise": -40], []),
        ] as [([Metric: Value?], [String])])
    func `hum and a clock that is off are said while live, noise is not`(
        fault: [Metric: Value?], raised: [String]
    ) throws {
        var show = try SimulatedShow("demo")
        show.run(seconds: 10)
        show.set("microphone/host", fault)
        show.run(seconds: 15)
        #expect(show.raised == raised)
    }

    @Test func `an encoder that stops is one alarm, at once, and what it starves yields to it`() throws {
        var show = try SimulatedShow("demo")
        show.run(seconds: 10)
        show.stopEncoder()
        show.run(seconds: 1)
        show.set("output/main", ["output.published": false])
        show.run(seconds: 12)
        #expect(show.raised == ["uplink.encoder.lost @ uplink/main"])
        #expect(show.delay(of: "uplink.encoder.lost") < 1)
        #expect(show.explained.contains("output.down @ output/main"))
    }

    @Test func `the encoder is named even when the output is seen to end first`() throws {
        var show = try SimulatedShow("demo")
        show.run(seconds: 10)
        show.set("output/main", ["output.published": false, "output.packet.age": 2])
        show.run(seconds: 0.2)
        show.stopEncoder()
        show.run(seconds: 12)
        #expect(show.raised == ["uplink.encoder.lost @ uplink/main"])
    }

    @Test func `after a recovery nothing stands`() throws {
        var show = try SimulatedShow("demo")
        show.run(seconds: 10)
        let healthy = show.values
        show.stopEncoder()
        show.set("output/main", ["output.published": false])
        show.run(seconds: 12)
        show.values = healthy
        show.run(seconds: 12)
        #expect(show.standing == [])
        #expect(show.raised == ["uplink.encoder.lost @ uplink/main"])
    }

    @Test func `a dead line is named by its unacknowledged bytes, within a second and a half`() throws {
        var show = try SimulatedShow("demo")
        show.run(seconds: 10)
        for tenths in 1...60 {
            let stall = Value.number(Double(tenths) / 10)
            show.set(
                "uplink/main", ["uplink.ack.stall": stall, "uplink.unacked-bytes": 49_000, "uplink.busy": 1])
            show.set("uplink/main", ["uplink.bitrate.acked": 0, "uplink.backlog": stall])
            show.set("output/main", ["output.packet.age": stall])
            show.run(seconds: 0.1)
        }
        #expect(show.raised == ["uplink.peer-dead @ uplink/main"])
        #expect(show.delay(of: "uplink.peer-dead") <= 1.5)
    }

    @Test func `an unplugged cable explains everything above it`() throws {
        var show = try SimulatedShow("demo")
        show.run(seconds: 10)
        show.set("link/loopback", ["link.carrier": false, "link.operational": false])
        show.set("uplink/main", ["uplink.connect.reachable": false, "uplink.dns.resolved": false])
        show.stopEncoder()
        show.set("output/main", ["output.published": false])
        show.run(seconds: 12)
        #expect(show.raised == ["link.down @ link/loopback"])
    }

    @Test func `a camera's lost probe does not hide an output that is down`() throws {
        var show = try SimulatedShow("apparel-live")
        show.run(seconds: 5)
        show.set("probe/camera", ["probe.running": false])
        show.run(seconds: 5)
        show.set("output/main", ["output.published": false])
        show.run(seconds: 3)
        #expect(show.raised == ["probe.lost @ probe/camera", "output.down @ output/main"])
    }
}
