/// A filled buffer as the driver handed it over (VIDIOC_DQBUF); its pixels are in the mapping of `index`.
package struct FilledBuffer: Equatable, Sendable {
    package var index: Int
    package var bytesUsed: Int
    package var sequence: UInt32
    /// V4L2_BUF_FLAG_ERROR: the driver knows the content is damaged.
    package var isDamaged: Bool
    /// Nanoseconds as the driver stamped them, on `clock`.
    package var timestamp: Int64
    package var clock: BufferClock

    package init(
        index: Int, bytesUsed: Int, sequence: UInt32, isDamaged: Bool = false, timestamp: Int64 = 0,
        clock: BufferClock = .monotonic
    ) {
        self.index = index
        self.bytesUsed = bytesUsed
        self.sequence = sequence
        self.isDamaged = isDamaged
        self.timestamp = timestamp
        self.clock = clock
    }

    /// Given back as the transfers failed, before anything was put into it: its number and its stamp are nobody's
    /// (uvc_queue_cancel leaves both at zero).
    package var isUnfilled: Bool { isDamaged && timestamp == 0 }
}

/// Which clock a driver stamps its frames with (V4L2_BUF_FLAG_TIMESTAMP_*).
package enum BufferClock: String, Sendable {
    /// The driver does not say.
    case unknown
    case monotonic
    /// Copied from what was put in, as loopback devices do.
    case copied
}

/// Where a buffer lies in the device's address space (VIDIOC_QUERYBUF).
package struct BufferPlace: Equatable, Sendable {
    package var length: Int
    package var offset: Int

    package init(length: Int, offset: Int) {
        self.length = length
        self.offset = offset
    }
}

/// What `poll` found on a camera and on the descriptor that means stop.
package struct Readiness: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let frame = Readiness(rawValue: 1)
    package static let event = Readiness(rawValue: 2)
    /// POLLERR or POLLHUP: the next DQBUF tells which error.
    package static let failure = Readiness(rawValue: 4)
    package static let stop = Readiness(rawValue: 8)
}

/// V4L2_EVENT_SOURCE_CHANGE and its neighbours.
package enum VideoEvent: Equatable, Sendable {
    case sourceChanged
    case other(UInt32)
}
