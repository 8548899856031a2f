import ProbeKit
import StudioModel
import SystemCalls
import Video4Linux

extension CameraWatch {
    /// Seconds an inspection must have left: two short streams and a whole one.
    static let secondsForReopening = 10.5

    /// Opens, streams a frame and closes, twice: with the stream that is measured this is three times. Some cards
    /// work once and then not again until their module is reloaded.
    func reopen(_ camera: Camera) throws(SystemError) {
        guard outlet.purpose == .inspect else { return }
        guard (outlet.secondsLeft ?? 0) >= Self.secondsForReopening else {
            say(["camera.reopen": .unsupported("needs `onair check --full`")])
            return
        }
        for round in ["1st", "2nd"] {
            do throws(SystemError) {
                guard try streamOneFrame(camera) else {
                    say(["camera.reopen": .text("no frame the \(round) time")])
                    return
                }
            } catch {
                if error.trouble == .gone || error.trouble == .busy { throw error }
                // A camera that never starts has no trouble with starting again.
                if round != "1st" { say(["camera.reopen": .text("\(round) time: \(error.cameraSentence)")]) }
                throw error
            }
        }
        say(["camera.reopen": .text("ok")])
    }

    /// Whether a frame came within three seconds; the settings the camera had are given back.
    private func streamOneFrame(_ camera: Camera) throws(SystemError) -> Bool {
        let device = try Device(camera.node.path, through: door)
        let before = CameraSettings(format: try device.format(), interval: Self.interval(device))
        let format = try device.setFormat(expectation.format(from: before.format))
        guard format.isPlausible else { return true }
        try askForRate(device)
        let stream = try CaptureStream(device, buffers: 4, restoring: before)
        let end = now().advanced(by: 3)
        var failures = 0
        while now() < end, !outlet.isStopping {
            outlet.progress()
            let ready = stream.wait(orStop: outlet.stopDescriptor, milliseconds: 250)
            if ready.contains(.stop) { return true }
            if try stream.next({ _, _ in true }) != nil { return true }
            // POLLERR without an errno behind it.
            if ready.contains(.failure) { failures += 1 }
            if failures > 3 { return false }
        }
        return outlet.isStopping
    }
}
