import StudioModel
import Synchronization
import SystemCalls
import Video4Linux

extension PlayedDriver {
    package func map(_ descriptor: Int32, _ place: BufferPlace) throws(SystemError) -> UnsafeRawBufferPointer
    {
        let refusal = state.withLock { state in
            state.opened[descriptor].flatMap { state.cameras[$0.path] }?.refusals["v4l2_mmap"]
        }
        if let refusal { throw SystemError(refusal, call: "v4l2_mmap") }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: place.length, alignment: 16)
        let address = UInt(bitPattern: memory.baseAddress)
        state.withLock { state in
            state.opened[descriptor]?.mappings[place.offset] = address
            state.mapped[address] = place.length
        }
        return UnsafeRawBufferPointer(memory)
    }

    package func unmap(_ mapping: UnsafeRawBufferPointer) {
        state.withLock { state in
            state.calls.append("v4l2_munmap")
            state.mapped[UInt(bitPattern: mapping.baseAddress)] = nil
        }
        mapping.deallocate()
    }

    package func queue(_ descriptor: Int32, _ index: Int) throws(SystemError) {
        let errno = state.withLock { state -> Errno? in
            guard let stream = state.opened[descriptor] else { return .invalidArgument }
            if stream.isGone { return .noSuchDevice }
            state.opened[descriptor]?.queued.append(index)
            return state.cameras[stream.path]?.refusals["VIDIOC_QBUF"]
        }
        if let errno { throw SystemError(errno, call: "VIDIOC_QBUF") }
    }

    package func startStream(_ descriptor: Int32) throws(SystemError) {
        let errno = state.withLock { state -> Errno? in
            state.calls.append("VIDIOC_STREAMON")
            guard let stream = state.opened[descriptor], let camera = state.cameras[stream.path] else {
                return .noSuchDevice
            }
            if let refusal = camera.refusals["VIDIOC_STREAMON"] { return refusal }
            state.opened[descriptor]?.frames = 0
            state.opened[descriptor]?.nextFrame = state.now.advanced(
                by: 1 / (camera.realRate ?? camera.settings.interval?.rate ?? 30))
            return nil
        }
        if let errno { throw SystemError(errno, call: "VIDIOC_STREAMON") }
    }

    package func stopStream(_ descriptor: Int32) throws(SystemError) {
        state.withLock { state in
            state.calls.append("VIDIOC_STREAMOFF")
            state.opened[descriptor]?.frames = nil
        }
    }

    package func wait(for descriptor: Int32, or stop: Int32, milliseconds: Int) -> Readiness {
        let deadline = now.advanced(by: Double(milliseconds) / 1000)
        let due = state.withLock { state in
            state.opened[descriptor].flatMap { $0.frames == nil ? nil : $0.nextFrame } ?? deadline
        }
        advance(to: min(deadline, due))
        return state.withLock { state in
            guard let stream = state.opened[descriptor] else { return .failure }
            // What poll answers for an unplugged camera: POLLPRI | POLLERR | POLLHUP.
            if stream.isGone { return [.event, .failure] }
            if state.cameras[stream.path]?.pendingEvents.isEmpty == false { return .event }
            return stream.frames != nil && stream.nextFrame <= state.now ? .frame : []
        }
    }

    package func dequeue(_ descriptor: Int32) throws(SystemError) -> FilledBuffer {
        let result = state.withLock { state -> Result<FilledBuffer, Errno> in
            guard var stream = state.opened[descriptor], let count = stream.frames else {
                return .failure(.invalidArgument)
            }
            guard !stream.isGone, let camera = state.cameras[stream.path] else {
                return .failure(.noSuchDevice)
            }
            guard stream.nextFrame <= state.now, !stream.queued.isEmpty else { return .failure(.tryAgain) }
            stream.frames = count + 1
            stream.nextFrame = stream.nextFrame.advanced(
                by: 1 / (camera.realRate ?? camera.settings.interval?.rate ?? 30))
            defer { state.opened[descriptor] = stream }
            guard let frame = camera.frame(count) else { return .failure(.tryAgain) }
            if let error = frame.error { return .failure(error) }
            let index = stream.queued.removeFirst()
            let size = frame.payload?.count ?? frame.bytes ?? camera.settings.format.sizeOfImage
            if let address = stream.mappings[index],
                let start = UnsafeMutablePointer<UInt8>(bitPattern: address)
            {
                let fill = frame.fill ?? UInt8(truncatingIfNeeded: 60 + count % 100)
                if let payload = frame.payload {
                    for (place, byte) in payload.enumerated() { start[place] = byte }
                } else {
                    start.update(repeating: fill, count: size)
                }
            }
            return .success(
                FilledBuffer(
                    index: index, bytesUsed: frame.claims ?? size, sequence: frame.sequence,
                    isDamaged: frame.isDamaged,
                    timestamp: frame.stamp
                        ?? Int64(state.now.nanoseconds) + Int64(frame.stampOffset * 1e9),
                    clock: frame.clock))
        }
        switch result {
        case .success(let filled): return filled
        case .failure(let errno): throw SystemError(errno, call: "VIDIOC_DQBUF")
        }
    }
}
