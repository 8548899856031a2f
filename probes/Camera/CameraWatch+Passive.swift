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
            if let end = tell(camera, lastingHolders(camera), readsLog) { return end }
            if outlet.purpose == .inspect { return .over }
            // Unplugging shows in half a second, a new holder in five: the search through /proc is the dear part.
            for _ in 0..<10 {
                if !outlet.wait(seconds: 0.5) { return .over }
                if !directory.nodes().contains(camera.node) { return .removed }
            }
        }
    }

    private func tell(_ camera: Camera, _ holders: NodeHolders, _ readsLog: Bool) -> End? {
        do throws(SystemError) {
            let device = try Device(camera.node.path, through: door)
            var outcomes = try facts(camera, device, try device.format(), readsLog: readsLog)
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
