import ProbeKit
import StudioModel
import SystemCalls
import Video4Linux

extension CameraWatch {
    /// Looks without touching: no S_FMT, no S_PARM, no buffers, no stream. The node is opened only to read its
    /// settings, every five seconds, and closed at once.
    func observe(_ camera: Camera) -> End {
        var looks = 0
        while true {
            let readsLog = looks % Self.looksPerLog == 0
            looks += 1
            var outcomes: [Metric: Outcome] = [:]
            if let end = tell(camera, lastingHolders(camera), readsLog, &outcomes) { return end }
            if outlet.purpose == .inspect {
                // One look cannot tell a source that changes its mode from one that is gone.
                guard looks == 1, Self.lacksSource(outcomes), outlet.wait(seconds: Self.doubt) else {
                    return .over
                }
                continue
            }
            // Unplugging shows in half a second, a new holder in five: the search through /proc is the dear part.
            for _ in 0..<10 {
                if !outlet.wait(seconds: 0.5) { return .over }
                if !directory.nodes().contains(camera.node) { return .removed }
            }
        }
    }

    /// Seconds after which an input without its source is looked at again: a little more than rules ask.
    private static let doubt = 1.2

    private static func lacksSource(_ outcomes: [Metric: Outcome]) -> Bool {
        outcomes["camera.hdmi.signal"] == .flag(false) || outcomes["camera.hdmi.lock"] == .flag(false)
            || outcomes["camera.hdmi.state"] == .text(SignalState.unsupported.rawValue)
            || outcomes["camera.hdmi.timings.agreed"] == .flag(false)
    }

    private func tell(
        _ camera: Camera, _ holders: NodeHolders, _ readsLog: Bool, _ outcomes: inout [Metric: Outcome]
    ) -> End? {
        do throws(SystemError) {
            let device = try Device(camera.node.path, through: door)
            outcomes = try facts(camera, device, try device.format(), readsLog: readsLog)
            outcomes["camera.access"] = .text(holders.users.isEmpty ? "free" : "busy")
            outcomes["camera.holder"] = Self.outcome(holders)
            say(outcomes)
            let why = holders.users.isEmpty ? "" : ", \(holders.description)"
            say(.absent("not measured in passive mode\(why)"), for: CameraMetrics.ofStream)
            return nil
        } catch {
            return refused(error, camera)
        }
    }
}
