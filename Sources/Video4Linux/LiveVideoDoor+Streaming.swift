internal import CVideo4Linux
import SystemCalls

extension LiveVideoDoor {
    package func setFormat(
        _ descriptor: Int32, _ format: PictureFormat
    ) throws(SystemError) -> PictureFormat {
        var argument = v4l2_format()
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        // Start from what is set: colour space and field stay as the driver has them.
        argument = try control("VIDIOC_G_FMT", descriptor, onair_get_format, argument)
        argument.fmt.pix.width = UInt32(clamping: format.width)
        argument.fmt.pix.height = UInt32(clamping: format.height)
        argument.fmt.pix.pixelformat = format.pixels.rawValue
        argument.fmt.pix.bytesperline = 0
        argument.fmt.pix.sizeimage = 0
        return Self.picture(try control("VIDIOC_S_FMT", descriptor, onair_set_format, argument))
    }

    package func setInterval(
        _ descriptor: Int32, _ interval: FrameInterval
    ) throws(SystemError) -> FrameInterval {
        var argument = v4l2_streamparm()
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        argument.parm.capture.timeperframe = v4l2_fract(
            numerator: interval.numerator, denominator: interval.denominator)
        return Self.interval(try control("VIDIOC_S_PARM", descriptor, onair_set_parameters, argument))
    }

    package func requestBuffers(_ descriptor: Int32, _ count: Int) throws(SystemError) -> Int {
        var argument = v4l2_requestbuffers()
        argument.count = UInt32(clamping: count)
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        argument.memory = V4L2_MEMORY_MMAP.rawValue
        return Int(try control("VIDIOC_REQBUFS", descriptor, onair_request_buffers, argument).count)
    }

    package func place(_ descriptor: Int32, ofBuffer index: Int) throws(SystemError) -> BufferPlace {
        let answer = try control("VIDIOC_QUERYBUF", descriptor, onair_query_buffer, Self.buffer(index))
        return BufferPlace(length: Int(answer.length), offset: Int(answer.m.offset))
    }

    package func queue(_ descriptor: Int32, _ index: Int) throws(SystemError) {
        _ = try control("VIDIOC_QBUF", descriptor, onair_queue_buffer, Self.buffer(index))
    }

    package func dequeue(_ descriptor: Int32) throws(SystemError) -> FilledBuffer {
        let answer = try control("VIDIOC_DQBUF", descriptor, onair_dequeue_buffer, Self.buffer(0))
        let clock = answer.flags & UInt32(bitPattern: V4L2_BUF_FLAG_TIMESTAMP_MASK)
        let clocks: [UInt32: BufferClock] = [
            UInt32(V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC): .monotonic,
            UInt32(V4L2_BUF_FLAG_TIMESTAMP_COPY): .copied,
        ]
        return FilledBuffer(
            index: Int(answer.index), bytesUsed: Int(answer.bytesused), sequence: answer.sequence,
            isDamaged: answer.flags & UInt32(V4L2_BUF_FLAG_ERROR) != 0,
            // Wrapping: vivid stamps times near the end of 64 bits on request.
            timestamp: Int64(answer.timestamp.tv_sec) &* 1_000_000_000
                &+ Int64(answer.timestamp.tv_usec) &* 1_000,
            clock: clocks[clock] ?? .unknown)
    }

    package func startStream(_ descriptor: Int32) throws(SystemError) {
        _ = try control(
            "VIDIOC_STREAMON", descriptor, onair_stream_on, V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue)
    }

    package func stopStream(_ descriptor: Int32) throws(SystemError) {
        _ = try control(
            "VIDIOC_STREAMOFF", descriptor, onair_stream_off, V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue)
    }

    package func subscribeToSourceChanges(_ descriptor: Int32) throws(SystemError) {
        var argument = v4l2_event_subscription()
        argument.type = UInt32(V4L2_EVENT_SOURCE_CHANGE)
        _ = try control("VIDIOC_SUBSCRIBE_EVENT", descriptor, onair_subscribe_event, argument)
    }

    package func nextEvent(_ descriptor: Int32) throws(SystemError) -> VideoEvent {
        let answer = try control("VIDIOC_DQEVENT", descriptor, onair_dequeue_event, v4l2_event())
        return answer.type == UInt32(V4L2_EVENT_SOURCE_CHANGE) ? .sourceChanged : .other(answer.type)
    }

    private static func buffer(_ index: Int) -> v4l2_buffer {
        var argument = v4l2_buffer()
        argument.index = UInt32(index)
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        argument.memory = V4L2_MEMORY_MMAP.rawValue
        return argument
    }
}
