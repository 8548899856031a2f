import SystemCalls

/// A running mmap capture: owns the device and its mapped buffers. However it ends, it stops the stream, unmaps,
/// frees the driver's buffers and closes, in this order (a card whose buffers stay allocated can be unusable until
/// its module is reloaded).
package struct CaptureStream: ~Copyable {
    package let device: Device
    private let buffers: [UnsafeRawBufferPointer]
    private let settings: CameraSettings?

    /// Allocates, maps and queues `count` buffers and starts the stream.
    /// - Parameter settings: what the camera was set to before and gets back at the end.
    package init(
        _ device: consuming Device, buffers count: Int = 4, restoring settings: CameraSettings? = nil
    ) throws(SystemError) {
        let door = device.door
        let descriptor = device.descriptor
        var mapped: [UnsafeRawBufferPointer] = []
        do throws(SystemError) {
            let granted = try door.requestBuffers(descriptor, count)
            guard granted > 0 else { throw SystemError(.noBufferSpace, call: "VIDIOC_REQBUFS") }
            // 32 is VIDEO_MAX_FRAME: a driver that claims more is not believed.
            for index in 0..<min(granted, 32) {
                let place = try door.place(descriptor, ofBuffer: index)
                guard (1...1 << 30).contains(place.length) else {
                    throw SystemError(
                        .invalidArgument, call: "VIDIOC_QUERYBUF", object: "a buffer of \(place.length) bytes"
                    )
                }
                mapped.append(try door.map(descriptor, place))
                try door.queue(descriptor, index)
            }
            try door.startStream(descriptor)
        } catch {
            Self.release(mapped, descriptor, door, settings)
            throw error
        }
        self.device = device
        self.settings = settings
        buffers = mapped
    }

    deinit { Self.release(buffers, device.descriptor, device.door, settings) }

    /// Stops and closes now instead of at the end of the scope.
    package consuming func stop() {}

    /// Waits until a frame, an event, a failure or the stop descriptor is ready.
    package func wait(orStop stop: Int32, milliseconds: Int) -> Readiness {
        device.door.wait(for: device.descriptor, or: stop, milliseconds: milliseconds)
    }

    package func nextEvent() throws(SystemError) -> VideoEvent {
        try device.door.nextEvent(device.descriptor)
    }

    /// Hands out the next filled buffer and gives it back to the driver; nil when none is filled.
    package func next<Result>(
        _ body: (FilledBuffer, UnsafeRawBufferPointer) -> Result
    ) throws(SystemError) -> Result? {
        let filled: FilledBuffer
        do {
            filled = try device.door.dequeue(device.descriptor)
        } catch {
            if error.trouble == .again { return nil }
            throw error
        }
        guard buffers.indices.contains(filled.index) else {
            throw SystemError(.invalidArgument, call: "VIDIOC_DQBUF", object: "buffer \(filled.index)")
        }
        let mapping = buffers[filled.index]
        let used = filled.bytesUsed == 0 ? 0 : min(filled.bytesUsed, mapping.count)
        let result = body(filled, UnsafeRawBufferPointer(rebasing: mapping[..<used]))
        try device.door.queue(device.descriptor, filled.index)
        return result
    }

    private static func release(
        _ buffers: [UnsafeRawBufferPointer], _ descriptor: Int32, _ door: any VideoDoor,
        _ settings: CameraSettings?
    ) {
        // On an unplugged camera every call answers ENODEV; there is nothing left to stop or free then.
        _ = try? door.stopStream(descriptor)
        for buffer in buffers { door.unmap(buffer) }
        _ = try? door.requestBuffers(descriptor, 0)
        guard let settings else { return }
        _ = try? door.setFormat(descriptor, settings.format)
        if let interval = settings.interval { _ = try? door.setInterval(descriptor, interval) }
    }
}

/// What a camera is set to deliver.
package struct CameraSettings: Equatable, Sendable {
    package var format: PictureFormat
    /// Nil where the driver keeps no rate.
    package var interval: FrameInterval?

    package init(format: PictureFormat, interval: FrameInterval?) {
        self.format = format
        self.interval = interval
    }
}
