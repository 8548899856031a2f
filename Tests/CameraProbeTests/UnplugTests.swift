import CameraTestSupport
import ProbeKit
import ProbeProtocol
import StudioModel
import Testing

@Suite struct UnplugTests {
    @Test func `a camera pulled while it streams is gone within 100 ms, with an event`() throws {
        let studio = try PlayedStudio()
        let start = studio.driver.now
        studio.driver.after(4) { [studio] _ in studio.unplug() }
        let said = try studio.run(seconds: 8)
        let gone = try #require(said.first("camera.present", .flag(false), since: start))
        let event = try #require(said.first(event: "device.removed", since: start))
        #expect(gone - 4 <= 0.1 && event - 4 <= 0.1)
        #expect(said.events == ["device.removed"])
        #expect(said.last("camera.fps.delivered")?.reason?.contains("none is plugged in") == true)
        #expect(studio.driver.leaks == 0)
    }

    @Test func `a camera that comes back is known by its serial on any port, within a second`() throws {
        let studio = try PlayedStudio()
        let start = studio.driver.now
        studio.driver.after(4) { [studio] _ in studio.unplug() }
        studio.driver.after(9) { [studio] driver in
            // Another port, other node numbers.
            #expect(throws: Never.self) {
                try studio.tree.plugUSBCamera(video: 4, port: "1.2", serial: "A1B2")
            }
            driver.plug("\(studio.tree.root)/dev/video4")
        }
        let said = try studio.run(
            seconds: 16, match: ["serial": "A1B2", "bus-path": "usb-0000:00:14.0-3"])
        let back = try #require(said.first(event: "device.added", since: start))
        #expect(back >= 9 && back <= 10)
        #expect(said.events == ["device.removed", "device.added"])
        #expect(said.last("camera.present") == .flag(true))
        #expect(said.last("camera.moved") == .flag(true))
        #expect(
            said.last("camera.fps.delivered").flatMap { $0.value?.number }.map { abs($0 - 30) < 0.5 } == true)
    }

    @Test func `a driver that takes its camera away for a moment shows both edges`() throws {
        // vivid's Disconnect: the node stays, every call answers ENODEV until the last descriptor is closed.
        let studio = try PlayedStudio()
        studio.driver.after(4) { [studio] driver in
            driver.pull(studio.node)
            driver.plug(studio.node)
        }
        let said = try studio.run(seconds: 9)
        #expect(said.events == ["device.removed", "device.added"])
        #expect(said.last("camera.frames.lost") == .number(0))
    }

    @Test func `passive mode sees the plug pulled as well`() throws {
        let studio = try PlayedStudio()
        let start = studio.driver.now
        studio.driver.after(4) { [studio] _ in studio.unplug() }
        let said = try studio.run(.passive, seconds: 8)
        let gone = try #require(said.first("camera.present", .flag(false), since: start))
        #expect(gone <= 4.6)
        #expect(said.events == ["device.removed"])
    }

    @Test func `a camera that was never there is absent without an event, and found when plugged in`() throws
    {
        let studio = try PlayedStudio(nil)
        studio.driver.after(3) { [studio] _ in #expect(throws: Never.self) { try studio.plug() } }
        let start = studio.driver.now
        let said = try studio.run(seconds: 7)
        #expect(said.first("camera.present", .flag(false), since: start) == 0)
        #expect(said.events == ["device.added"])
        #expect(said.last("camera.present") == .flag(true))
    }
}
