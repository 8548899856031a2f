import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Video4Linux

extension CameraWatch {
    func holders(_ camera: Camera) -> NodeHolders {
        NodeHolders.of(camera.nodes.map(\.name), directory.roots)
    }

    /// Who keeps it open: a program that only looks, as udev does at a fresh node and another probe while it searches
    /// for its own camera, is gone when asked again.
    func lastingHolders(_ camera: Camera) -> NodeHolders {
        var found = holders(camera)
        // Where nothing is touched anyway, there is no need to wait until another probe has looked.
        if outlet.mode == .passive { found.holders.removeAll { $0.isAlike && !$0.hasBuffers } }
        for _ in 0..<4 where !found.users.isEmpty {
            if !outlet.wait(seconds: 0.25) { break }
            let now = holders(camera)
            found.holders.removeAll { !now.holders.contains($0) }
        }
        return found
    }

    /// What a refused call says of the camera.
    func refused(_ error: SystemError, _ camera: Camera) -> End {
        switch error.trouble {
        case .gone, .missing: return .removed
        case .busy: return busy(camera, holders(camera))
        case .denied: return denied(camera)
        default:
            say(.failed(error.cameraSentence), for: CameraMetrics.ofStream)
            if error.call == "VIDIOC_STREAMON" || error.call == "VIDIOC_REQBUFS" {
                let words = error.trouble == .noBandwidth ? "no USB bandwidth" : error.cameraSentence
                say(["camera.stream.start": .text(words)])
            }
            return .again(after: 1)
        }
    }

    /// Somebody else uses the camera: what can be read beside him is read, what would take it from him is not.
    func busy(_ camera: Camera, _ holders: NodeHolders) -> End {
        let who =
            holders.users.isEmpty
            ? "used by another program (\(holders.description))" : holders.description
        var outcomes = settings(of: camera)
        outcomes["camera.access"] = .text("busy")
        outcomes["camera.holder"] = Self.outcome(holders)
        outcomes["camera.format.agreed"] = outcomes["camera.format.agreed"] ?? .absent(who)
        say(outcomes)
        say(.absent(who), for: CameraMetrics.ofStream)
        return .again(after: 2)
    }

    /// The node may not be opened by this user.
    private func denied(_ camera: Camera) -> End {
        // A fresh node belongs to root for the moment udev needs.
        if now().seconds(since: presentSince) < 1.5, outlet.purpose == .watch { return .again(after: 0.1) }
        let reason = NodeAccess.advice(camera.node.path)
        say(["camera.access": .text("denied"), "camera.holder": Self.outcome(holders(camera))])
        say(.denied(reason), for: CameraMetrics.ofDevice)
        return .again(after: 2)
    }

    static func outcome(_ holders: NodeHolders) -> Outcome {
        holders.holders.isEmpty ? .absent(holders.description) : .text(holders.description)
    }

    /// What can be read of the camera while somebody streams from it; empty when it may not even be opened.
    func settings(of camera: Camera) -> [Metric: Outcome] {
        do throws(SystemError) {
            let device = try Device(camera.node.path, through: door)
            return try facts(camera, device, try device.format())
        } catch {
            let reason = Outcome.failed(error.cameraSentence)
            return Dictionary(
                CameraMetrics.ofSettings.map { ($0, reason) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Frames a second by G_PARM; nil where the driver has none.
    static func rate(_ device: borrowing Device) -> Double? {
        do throws(SystemError) { return try device.interval().rate } catch { return nil }
    }
}
