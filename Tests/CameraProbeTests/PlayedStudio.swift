import CameraTestSupport
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Testing
import Video4Linux
import onair_probe_camera

/// A studio with one USB camera on port 3, serial A1B2, and the probe that watches it.
final class PlayedStudio: Sendable {
    let tree: StudioTree
    let driver = PlayedDriver()

    var node: String { "\(tree.root)/dev/video0" }

    init(_ camera: PlayedDriver.Camera? = PlayedDriver.Camera()) throws {
        tree = try StudioTree()
        if let camera { try plug(camera) }
    }

    func plug(_ camera: PlayedDriver.Camera = PlayedDriver.Camera()) throws {
        try tree.plugUSBCamera(video: 0, port: "3", serial: "A1B2")
        driver.plug(node, camera)
        var metadata = PlayedDriver.Camera()
        metadata.refusals["open"] = .invalidArgument
        driver.plug("\(tree.root)/dev/video1", metadata)
    }

    func unplug() {
        tree.unplug(video: 0, 1)
        driver.pull(node)
    }

    var probe: CameraProbe {
        CameraProbe(roots: tree.roots, door: driver, clock: { [driver] in driver.now })
    }

    func session(expect: [String: Value]) throws -> CameraSession {
        let subject = try #require(Subject(rawValue: "camera/host"))
        return probe.session(
            SubjectConfiguration(subject: subject, match: ["serial": "A1B2"], expect: expect))
    }

    /// Runs a session for so many seconds of the driver's clock.
    func run(
        _ mode: Mode = .active, _ purpose: Purpose = .watch, seconds: Double,
        match: [String: Value] = ["serial": "A1B2"],
        expect: [String: Value] = [:]
    ) throws -> RecordedOutlet {
        let outlet = RecordedOutlet(driver, mode, purpose, seconds: seconds)
        let subject = try #require(Subject(rawValue: "camera/host"))
        let session = probe.session(SubjectConfiguration(subject: subject, match: match, expect: expect))
        // As the kit does: a session that returns from a watch is run again.
        repeat { session.run(to: outlet) } while purpose == .watch && outlet.wait(seconds: 1)
        return outlet
    }
}
