import CameraTestSupport
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Testing
import Video4Linux
import onair_probe_camera

@Suite struct ControlTests {
    private static func camera() -> PlayedDriver.Camera {
        var camera = PlayedDriver.Camera()
        camera.controls = [
            Control(id: 0x0098_0900, name: "brightness"),
            Control(id: 0x009A_0901, name: "auto_exposure", kind: .menu, maximum: 3, initial: 3),
            Control(id: 0x009A_0902, name: "exposure_time_absolute", maximum: 5000, initial: 157),
            Control(id: Control.powerLineFrequency, name: "power_line_frequency", kind: .menu, maximum: 3),
            Control(id: Control.privacy, name: "privacy", kind: .flag, maximum: 1, initial: 0, flags: 4),
        ]
        camera.values = [0x0098_0900: 100, 0x009A_0901: 1, 0x009A_0902: 157, Control.powerLineFrequency: 1]
        camera.menus = [
            0x009A_0901: [1: "Manual Mode", 3: "Aperture Priority Mode"],
            Control.powerLineFrequency: [0: "Disabled", 1: "50 Hz", 2: "60 Hz"],
        ]
        return camera
    }

    private func look(_ camera: PlayedDriver.Camera, _ expect: [String: Value]) throws -> RecordedOutlet {
        try PlayedStudio(camera).run(.passive, .inspect, seconds: 5, expect: expect)
    }

    @Test func `every control is read, with its value, a menu by its word`() throws {
        let said = try look(Self.camera(), [:])
        #expect(
            said.last("camera.controls")
                == .text(
                    "brightness 100, power_line_frequency 50 Hz, auto_exposure Manual Mode, "
                        + "exposure_time_absolute 157, privacy no"))
        #expect(said.last("camera.controls.drift")?.reason?.contains("keeps no controls") == true)
    }

    @Test func `drift is named control by control, and a locked one apart`() throws {
        let said = try look(
            Self.camera(),
            [
                "control.brightness": 128, "control.auto_exposure": "Aperture Priority Mode",
                "control.exposure_time_absolute": 157, "control.gain": 3,
            ])
        #expect(
            said.last("camera.controls.drift")
                == .text(
                    "auto_exposure is Manual Mode instead of Aperture Priority Mode; "
                        + "brightness is 100 instead of 128; gain is not there"))
        #expect(
            said.last("camera.controls.locked-drift")
                == .text("auto_exposure is Manual Mode instead of Aperture Priority Mode"))
    }

    @Test func `what a profile names as locked is locked`() throws {
        let said = try look(Self.camera(), ["control.brightness": 128, "locked": "brightness, gain"])
        #expect(said.last("camera.controls.locked-drift") == .text("brightness is 100 instead of 128"))
    }

    @Test func `a control that another overrules cannot drift`() throws {
        var camera = Self.camera()
        camera.controls[2].flags = 0x10
        let said = try look(camera, ["control.exposure_time_absolute": 300])
        #expect(said.last("camera.controls.drift") == .text("none"))
    }

    @Test func `a menu of numbers is known by its number, and what is read-only cannot drift`() throws {
        var camera = Self.camera()
        camera.controls += [
            Control(id: 0x0098_0999, name: "frequencies", kind: .numberMenu, maximum: 8, initial: 0),
            Control(id: 0x0098_0998, name: "counter", maximum: 99, initial: 0, flags: 4),
        ]
        camera.values[0x0098_0999] = 4
        camera.values[0x0098_0998] = 56
        camera.menus[0x0098_0999] = [3: "3", 4: "5"]
        let same: [String: Value] = ["control.frequencies": 5, "control.counter": 9]
        #expect(try look(camera, same).last("camera.controls.drift") == .text("none"))
        let other = try look(camera, ["control.frequencies": 3])
        #expect(other.last("camera.controls.drift") == .text("frequencies is 5 instead of 3"))
    }

    @Test(
        arguments: [
            (1, 50.0, "50", Outcome.flag(true)), (1, 60, "50", .flag(false)), (3, 50, "auto", .flag(true)),
            (0, 50, "off", .flag(false)),
        ])
    func `the flicker filter is held against the mains of the venue`(
        value: Int, mains: Double, setting: String, agreed: Outcome
    ) throws {
        var camera = Self.camera()
        camera.values[Control.powerLineFrequency] = value
        let said = try look(camera, ["mains": .number(mains)])
        #expect(said.last("camera.mains.setting") == .text(setting))
        #expect(said.last("camera.mains.agreed") == agreed)
    }

    @Test func `a closed privacy shutter is said`() throws {
        var camera = Self.camera()
        #expect(try look(camera, [:]).last("camera.privacy") == .flag(false))
        camera.values[Control.privacy] = 1
        #expect(try look(camera, [:]).last("camera.privacy") == .flag(true))
    }

    @Test func `restoring changes what drifted, says how to undo it, and dry it changes nothing`() throws {
        let studio = try PlayedStudio(Self.camera())
        let session = try studio.session(expect: [
            "control.brightness": 128, "control.auto_exposure": "aperture priority mode", "control.gain": 3,
        ])
        let dry = try session.act(try request(dry: true))
        #expect(dry.changes.count == 3 && dry.changes.contains("brightness 100 → 128"))
        #expect(!studio.driver.calls.contains("VIDIOC_S_CTRL"))
        let done = try session.act(try request())
        #expect(done.undo == ["control.brightness": 100, "control.auto_exposure": "Manual Mode"])
        #expect(studio.driver.calls.count { $0 == "VIDIOC_S_CTRL" } == 2)
        let undone = try session.act(try request(done.undo))
        #expect(undone.changes.contains("brightness 128 → 100"))
        #expect(studio.driver.leaks == 0)
    }

    @Test func `an action that is not known, and one without wishes, are refused`() throws {
        let session = try PlayedStudio(Self.camera()).session(expect: [:])
        #expect(throws: Refusal.self) { try session.act(try request(action: "camera.zoom")) }
        #expect(throws: Refusal.self) { try session.act(try request()) }
    }

    @Test func `a driver whose list of controls never ends is not followed for ever`() throws {
        var camera = Self.camera()
        camera.endlessControls = true
        let said = try look(camera, [:])
        #expect(said.last("camera.format") == .text("YUYV 64x36"))
    }

    private func request(
        _ arguments: [String: Value] = [:], action: String = "camera.restore", dry: Bool = false
    ) throws -> ActRequest {
        ActRequest(
            id: 1, subject: try #require(Subject(rawValue: "camera/host")), action: action,
            arguments: arguments, dryRun: dry)
    }
}
