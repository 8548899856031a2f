import ProbeKit
import StudioModel
import SystemCalls
import Video4Linux

extension CameraWatch {
    /// Takes the camera, asks for the format the profile expects, and streams until something ends it.
    mutating func stream(_ camera: Camera) -> End {
        let holders = lastingHolders(camera)
        // S_FMT under a program that has not started yet would change what it chose: leave it alone.
        if !holders.users.isEmpty { return busy(camera, holders) }
        if camera.capability?.role == .planarCamera {
            let reason = "a \(NodeRole.planarCamera.rawValue) is not read yet"
            say(.unsupported(reason), for: CameraMetrics.ofDevice)
            return .again(after: 5)
        }
        do throws(SystemError) {
            try reopen(camera)
            let device = try Device(camera.node.path, through: door)
            let before = CameraSettings(format: try device.format(), interval: Self.interval(device))
            let format = try device.setFormat(expectation.format(from: before.format))
            try askForRate(device)
            let rate = Self.rate(device)
            var outcomes = try facts(camera, device, format)
            outcomes["camera.access"] = .text("free")
            outcomes["camera.holder"] = Self.outcome(holders)
            say(outcomes)
            guard format.isPlausible else { return impossible(format) }
            _ = device.followSourceChanges()
            let start = now()
            let stream = try CaptureStream(device, buffers: Self.buffers(format), restoring: before)
            say(["camera.stream.start": .text("ok")])
            var gauge = StreamGauge(format, rate: rate, start: start, expectation, evidence)
            gauge.usb = camera.usb
            gauge.isDynamic = outcomes["camera.exposure.dynamic"] == .flag(true)
            defer { lastFrame = gauge.lastFrame ?? lastFrame }
            do throws(SystemError) {
                return try pump(stream, camera, format, &gauge)
            } catch {
                // Said before the stream is given up: the kernel may take seconds to stop a device that is gone.
                if error.trouble == .gone { leave(Self.unplugged) }
                throw error
            }
        } catch {
            return refused(error, camera)
        }
    }

    private func impossible(_ format: PictureFormat) -> End {
        let size = "\(format.width)x\(format.height)"
        say(.failed("its driver speaks of a picture of \(size)"), for: CameraMetrics.ofStream)
        return .again(after: 5)
    }

    static func interval(_ device: borrowing Device) -> FrameInterval? {
        do throws(SystemError) { return try device.interval() } catch { return nil }
    }

    /// Eight where they cost little: on a busy computer we may be late by some frames, and a frame that found no free
    /// buffer would look like one the camera lost.
    static func buffers(_ format: PictureFormat) -> Int {
        format.sizeOfImage <= 2_000_000 ? 8 : 4
    }

    func askForRate(_ device: borrowing Device) throws(SystemError) {
        guard let rate = expectation.rate else { return }
        do throws(SystemError) {
            _ = try device.setInterval(FrameInterval(rate: rate))
        } catch {
            // Capture cards take their rate from the source; the reading back says what it is.
            if error.trouble != .unsupported { throw error }
        }
    }

    /// Fetches frames and tells of them, at least twice a second.
    private func pump(
        _ stream: borrowing CaptureStream, _ camera: Camera, _ format: PictureFormat,
        _ gauge: inout StreamGauge
    ) throws(SystemError) -> End {
        var emptyFailures = 0
        var nextLook = now().advanced(by: 5)
        var looks = 0
        while !outlet.isStopping {
            outlet.progress()
            let ready = stream.wait(orStop: outlet.stopDescriptor, milliseconds: gauge.patience(at: now()))
            if ready.contains(.stop) { break }
            if ready.contains(.event) { try heed(stream) }
            let frames = try fetch(stream, &gauge)
            emptyFailures = ready.contains(.failure) && frames == 0 ? emptyFailures + 1 : 0
            // POLLERR without an errno behind it: the stream is dead but nobody says so.
            if emptyFailures > 3 { return restart("the driver reports an error without saying which") }
            let now = self.now()
            if gauge.isReportDue(at: now) { outlet.send(gauge.report(at: now, lastFrame), at: now) }
            if outlet.inspectionIsOver, gauge.isComplete(at: now) { break }
            if outlet.purpose == .watch, gauge.age(at: now) > 5 { return restart(nil) }
            if now >= nextLook {
                looks += 1
                let readsLog = looks % Self.looksPerLog == 0
                say(try changes(camera, stream.device, format, readsLog: readsLog))
                nextLook = now.advanced(by: 5)
            }
        }
        let now = self.now()
        outlet.send(gauge.report(at: now, lastFrame), at: now)
        say(try changes(camera, stream.device, format, readsLog: outlet.purpose == .inspect))
        return .over
    }

    /// Fetches what is there, a few frames at most, so that a flood cannot hold the reports up.
    private func fetch(
        _ stream: borrowing CaptureStream, _ gauge: inout StreamGauge
    ) throws(SystemError) -> Int {
        for count in 0..<8 {
            let outcomes = try stream.next { filled, bytes in gauge.take(filled, bytes, at: now()) }
            guard let outcomes else { return count }
            say(outcomes)
        }
        return 8
    }

    /// A changed source is told; its signal is read anew.
    private func heed(_ stream: borrowing CaptureStream) throws(SystemError) {
        do throws(SystemError) {
            if try stream.nextEvent() == .sourceChanged { outlet.event("source.changed", at: now()) }
        } catch {
            // ENOENT: no event after all. POLLPRI also comes with an unplugged device.
            if error.trouble != .missing { throw error }
        }
        say(InputReport.outcomes(stream.device))
    }

    private func restart(_ reason: String?) -> End {
        outlet.event("stream.restarted", at: now())
        if let reason { say(.failed(reason), for: CameraMetrics.ofStream) }
        return .again(after: 0.2)
    }
}
