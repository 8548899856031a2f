import StudioModel
import Synchronization
import SystemCalls
import Video4Linux

extension PlayedDriver {
    /// Notes the call, and fails as the camera is told to, or with ENODEV when it is gone.
    func answer<Answer: Sendable>(
        _ call: String, _ descriptor: Int32, _ body: @Sendable (inout State, inout Camera) -> Answer
    ) throws(SystemError) -> Answer {
        let result = state.withLock { state -> Result<Answer, Errno> in
            state.calls.append(call)
            guard let stream = state.opened[descriptor] else { return .failure(.invalidArgument) }
            guard !stream.isGone, var camera = state.cameras[stream.path] else {
                return .failure(.noSuchDevice)
            }
            if let refusal = camera.refusals[call] { return .failure(refusal) }
            let answer = body(&state, &camera)
            state.cameras[stream.path] = camera
            return .success(answer)
        }
        switch result {
        case .success(let answer): return answer
        case .failure(let errno): throw SystemError(errno, call: call)
        }
    }

    package func open(_ path: String) throws(SystemError) -> Int32 {
        let result = state.withLock { state -> Result<Int32, Errno> in
            state.calls.append("open")
            guard let camera = state.cameras[path] else { return .failure(.noSuchFile) }
            if let refusal = camera.refusals["open"] { return .failure(refusal) }
            state.nextDescriptor += 1
            state.opened[state.nextDescriptor] = Stream(path: path)
            return .success(state.nextDescriptor)
        }
        switch result {
        case .success(let descriptor): return descriptor
        case .failure(let errno): throw SystemError(errno, call: "open", object: path)
        }
    }

    package func close(_ descriptor: Int32) {
        state.withLock { state in
            state.calls.append("close")
            state.opened[descriptor] = nil
        }
    }

    package func capability(_ descriptor: Int32) throws(SystemError) -> Capability {
        try answer("VIDIOC_QUERYCAP", descriptor) { _, camera in camera.capability }
    }

    package func format(_ descriptor: Int32) throws(SystemError) -> PictureFormat {
        try answer("VIDIOC_G_FMT", descriptor) { _, camera in camera.settings.format }
    }

    package func interval(_ descriptor: Int32) throws(SystemError) -> FrameInterval {
        let interval = try answer("VIDIOC_G_PARM", descriptor) { _, camera in camera.settings.interval }
        guard let interval else { throw SystemError(.invalidArgument, call: "VIDIOC_G_PARM") }
        return interval
    }

    package func input(_ descriptor: Int32) throws(SystemError) -> InputStatus {
        try answer("VIDIOC_ENUMINPUT", descriptor) { _, camera in camera.input }
    }

    package func offeredFormat(_ descriptor: Int32, _ index: Int) throws(SystemError) -> OfferedFormat {
        let pixels = try answer("VIDIOC_ENUM_FMT", descriptor) { _, camera in camera.settings.format.pixels }
        guard index == 0 else { throw SystemError(.invalidArgument, call: "VIDIOC_ENUM_FMT") }
        return OfferedFormat(pixels: pixels, name: pixels.description)
    }

    package func offeredSize(
        _ descriptor: Int32, _ pixels: FourCC, _ index: Int
    ) throws(SystemError) -> OfferedSizes {
        guard index == 0 else { throw SystemError(.invalidArgument, call: "VIDIOC_ENUM_FRAMESIZES") }
        let sizes = state.withLock { state in
            state.opened[descriptor].flatMap { state.cameras[$0.path]?.sizes }
        }
        if let sizes { return sizes }
        return .stepwise(widths: StrideRange(64, 1280, step: 16), heights: StrideRange(36, 720, step: 4))
    }

    package func offeredInterval(
        _ descriptor: Int32, _ pixels: FourCC, width: Int, height: Int, _ index: Int
    ) throws(SystemError) -> OfferedIntervals {
        guard index < 2 else { throw SystemError(.invalidArgument, call: "VIDIOC_ENUM_FRAMEINTERVALS") }
        return .discrete(FrameInterval(numerator: 1, denominator: index == 0 ? 30 : 25))
    }

    package func setFormat(_ descriptor: Int32, _ format: PictureFormat) throws(SystemError) -> PictureFormat
    {
        try answer("VIDIOC_S_FMT", descriptor) { _, camera in
            camera.settings.format = camera.fixedFormat ?? format
            return camera.settings.format
        }
    }

    package func setInterval(_ descriptor: Int32, _ interval: FrameInterval) throws(SystemError)
        -> FrameInterval
    {
        try answer("VIDIOC_S_PARM", descriptor) { _, camera in
            camera.settings.interval = camera.fixedInterval ?? interval
            return camera.settings.interval ?? interval
        }
    }

    package func subscribeToSourceChanges(_ descriptor: Int32) throws(SystemError) {
        // As uvcvideo.
        throw SystemError(.invalidArgument, call: "VIDIOC_SUBSCRIBE_EVENT")
    }

    package func nextEvent(_ descriptor: Int32) throws(SystemError) -> VideoEvent {
        let event = try answer("VIDIOC_DQEVENT", descriptor) { _, camera in
            camera.pendingEvents.isEmpty ? nil : camera.pendingEvents.removeFirst()
        }
        guard let event else { throw SystemError(.noSuchFile, call: "VIDIOC_DQEVENT") }
        return event
    }

    package func requestBuffers(_ descriptor: Int32, _ count: Int) throws(SystemError) -> Int {
        try answer(count == 0 ? "VIDIOC_REQBUFS 0" : "VIDIOC_REQBUFS", descriptor) { _, camera in
            count == 0 ? 0 : camera.granted ?? count
        }
    }

    package func place(_ descriptor: Int32, ofBuffer index: Int) throws(SystemError) -> BufferPlace {
        try answer("VIDIOC_QUERYBUF", descriptor) { _, camera in
            BufferPlace(length: camera.bufferLength ?? camera.settings.format.sizeOfImage, offset: index)
        }
    }
}
