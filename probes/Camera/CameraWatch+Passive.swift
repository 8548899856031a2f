import ProbeKit
import StudioModel
import SystemCalls
import Video4Linux

extension CameraWatch {
    /// Looks without touching: no S_FMT, no S_PARM, no buffers, no stream. The node is opened only to read its
    /// settings, when the holders change, and closed at once.
    func observe(_ camera: Camera) -> End {
        var known: NodeHolders?
        while true {
            let holders = lastingHolders(camera)
            if holders != known {
                known = holders
                if let end = tell(camera, holders) { return end }
            }
            if outlet.purpose == .inspect { return .over }
            // Unplugging shows in half a second, a new holder in five: the search through /proc is the dear part.
            for _ in 0..<10 {
                if !outlet.wait(seconds: 0.5) { return .over }
                if !directory.nodes().contains(camera.node) { return .removed }
            }
        }
    }

    private func tell(_ camera: Camera, _ holders: NodeHolders) -> End? {
        do throws(SystemError) {
            let device = try Device(camera.node.path, through: door)
            var outcomes = settings(try device.format(), rate: Self.rate(device), signal: Self.signal(device))
            outcomes["camera.access"] = .text(holders.users.isEmpty ? "free" : "busy")
            outcomes["camera.holder"] = Self.outcome(holders)
            say(outcomes)
            let why = holders.users.isEmpty ? "" : ", held by \(holders.description)"
            say(.absent("not measured in passive mode\(why)"), for: CameraMetrics.ofStream)
            return nil
        } catch {
            return refused(error, camera)
        }
    }
}
