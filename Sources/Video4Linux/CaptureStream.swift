import SystemCalls

/// A running mmap capture: owns the device and its mapped buffers. However it ends, it stops the stream, unmaps,
/// frees the driver's buffers and closes, in this order (a card whose buffers stay allocated can be unusable until
/// its module is reloaded).
package struct CaptureStream: ~Copyable {
    package let device: Device
    private let buffers: [UnsafeRawBufferPointer]

    /// Allocates, maps and queues `count` buffers and starts the stream.
    package init(_ device: consuming Device, buffers count: Int = 4) throws(SystemError) {
        let door = device.door
        let descriptor = device.descriptor
        var mapped: [UnsafeRawBufferPointer] = []
        do {
            let granted = try door.requestBuffers(descriptor, count)
            for index in 0..<granted {
                mapped.append(try door.map(descriptor, try door.place(descriptor, ofBuffer: index)))
                try door.queue(descriptor, index)
            }
            try door.startStream(descriptor)
        } catch {
            Self.release(mapped, descriptor, door)
            throw error
        }
        self.device = device
        buffers = mapped
    }

    deinit { Self.release(buffers, device.descriptor, device.door) }

    /// Stops and closes now instead of at the end of the scope.
    package consuming func stop() {}

    /// Waits until a frame, an event, a failure or the stop descriptor is ready.
    package func wait(orStop stop: Int32, milliseconds: Int) -> Readiness {
        device.door.wait(for: device.descriptor, or: stop, milliseconds: milliseconds)
    }

    package func nextEvent() throws(SystemError) -> VideoEvent { try device.door.nextEvent(device.descriptor) }

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

    private static func release(_ buffers: [UnsafeRawBufferPointer], _ descriptor: Int32, _ door: any VideoDoor) {
        // On an unplugged camera both calls answer ENODEV; there is nothing left to stop or free then.
        _ = try? door.stopStream(descriptor)
        for buffer in buffers { door.unmap(buffer) }
        _ = try? door.requestBuffers(descriptor, 0)
    }
}
