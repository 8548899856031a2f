import StudioModel
import Synchronization
import SystemCalls
import Video4Linux

/// A video driver played behind the door, with a clock of its own: waiting for a frame moves the clock, so a test of
/// minutes takes milliseconds and every rate is exact.
package final class PlayedDriver: VideoDoor {
    /// One camera node and what it does when asked.
    package struct Camera: Sendable {
        package var capability = Capability(
            driver: "uvcvideo", card: "Lab Cam: Lab Cam", bus: "usb-0000:00:14.0-3",
            flags: Capability.videoCapture | Capability.streaming)
        package var settings = CameraSettings(
            format: PictureFormat(width: 64, height: 36, pixels: .yuyv, bytesPerRow: 128, sizeOfImage: 4608),
            interval: FrameInterval(numerator: 1, denominator: 30))
        /// Frames a second that come, whatever the driver promises.
        package var realRate: Double?
        /// Handed out one by one; a descriptor with one is ready for POLLPRI.
        package var pendingEvents: [VideoEvent] = []
        /// What REQBUFS grants and QUERYBUF says, when that is nonsense.
        package var granted: Int?
        package var bufferLength: Int?
        package var sizes: OfferedSizes?
        /// Nil: the driver has no timings (ENODATA).
        package var timings: VideoTimings?
        package var detected: VideoTimings?
        package var controls: [Control] = []
        package var values: [UInt32: Int] = [:]
        /// Answers the walk over the controls with the first one for ever.
        package var endlessControls = false
        /// Menus by control: entry number to word.
        package var menus: [UInt32: [Int: String]] = [:]
        package var input = InputStatus(name: "Camera 1", flags: 0, hasTimings: false)
        /// Calls that fail, by name as in errors ("VIDIOC_S_FMT", "open").
        package var refusals: [String: Errno] = [:]
        /// The rate a request comes back with; nil takes what is asked.
        package var fixedInterval: FrameInterval?
        package var fixedFormat: PictureFormat?
        /// The nth frame since the stream began; nil is a frame that never comes.
        package var frame: @Sendable (Int) -> Frame? = { Frame(sequence: UInt32(truncatingIfNeeded: $0)) }

        package init() {}
    }

    /// A frame the played camera delivers.
    package struct Frame: Sendable {
        package var sequence: UInt32
        package var isDamaged = false
        package var fill: UInt8?
        package var bytes: Int?
        /// The very bytes of the frame, instead of a fill.
        package var payload: [UInt8]?
        /// DQBUF fails with this instead.
        package var error: Errno?
        /// Seconds that the stamp is off, or the stamp itself in nanoseconds.
        package var stampOffset = 0.0
        package var stamp: Int64?
        package var clock = BufferClock.monotonic
        /// What the driver says the frame has, when that is not true.
        package var claims: Int?

        /// Without `fill` each frame differs from the one before.
        package init(
            sequence: UInt32, isDamaged: Bool = false, fill: UInt8? = nil, bytes: Int? = nil,
            payload: [UInt8]? = nil, error: Errno? = nil, stampOffset: Double = 0, stamp: Int64? = nil,
            clock: BufferClock = .monotonic, claims: Int? = nil
        ) {
            self.stampOffset = stampOffset
            self.stamp = stamp
            self.clock = clock
            self.claims = claims
            self.sequence = sequence
            self.isDamaged = isDamaged
            self.fill = fill
            self.bytes = bytes
            self.payload = payload
            self.error = error
        }
    }

    struct State {
        var now = Instant.seconds(1000)
        var cameras: [String: Camera] = [:]
        var plan: [(at: Instant, action: @Sendable (PlayedDriver) -> Void)] = []
        var opened: [Int32: Stream] = [:]
        var nextDescriptor: Int32 = 100
        var calls: [String] = []
        var mapped: [UInt: Int] = [:]
    }

    struct Stream {
        var path: String
        var queued: [Int] = []
        var mappings: [Int: UInt] = [:]
        var frames: Int?
        var nextFrame = Instant.seconds(0)
        var isGone = false
    }

    let state = Mutex(State())

    package init() {}

    package var now: Instant { state.withLock { $0.now } }

    /// Every call so far, by name.
    package var calls: [String] { state.withLock { $0.calls } }

    /// Descriptors and mappings not given back.
    package var leaks: Int { state.withLock { $0.opened.count + $0.mapped.count } }

    package func plug(_ path: String, _ camera: Camera = Camera()) {
        state.withLock { $0.cameras[path] = camera }
    }

    /// Pulls the plug: the node is gone, and whoever streams learns it by POLLHUP and ENODEV.
    package func pull(_ path: String) {
        state.withLock { state in
            state.cameras[path] = nil
            for descriptor in state.opened.keys where state.opened[descriptor]?.path == path {
                state.opened[descriptor]?.isGone = true
            }
        }
    }

    package func change(_ path: String, _ body: @Sendable (inout Camera) -> Void) {
        state.withLock { state in
            guard var camera = state.cameras[path] else { return }
            body(&camera)
            state.cameras[path] = camera
        }
    }

    /// Does something once the clock has moved so many seconds from now.
    package func after(_ seconds: Double, _ action: @escaping @Sendable (PlayedDriver) -> Void) {
        state.withLock { state in
            state.plan.append((state.now.advanced(by: seconds), action))
            state.plan.sort { $0.at < $1.at }
        }
    }

    /// Moves the clock to `target`, or only to the next planned action, which then happens.
    package func advance(to target: Instant) {
        let action = state.withLock { state -> (@Sendable (PlayedDriver) -> Void)? in
            guard let next = state.plan.first, next.at <= target else {
                state.now = max(state.now, target)
                return nil
            }
            state.plan.removeFirst()
            state.now = max(state.now, next.at)
            return next.action
        }
        action?(self)
    }
}
