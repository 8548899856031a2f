internal import CVideo4Linux

/// What a node says about itself (VIDIOC_QUERYCAP).
package struct Capability: Hashable, Sendable {
    package var driver: String
    package var card: String
    package var bus: String
    /// `device_caps` where the driver fills it: of this node, not of the whole device.
    package var flags: UInt32

    package init(driver: String, card: String, bus: String, flags: UInt32) {
        self.driver = driver
        self.card = card
        self.bus = bus
        self.flags = flags
    }

    package static let videoCapture = UInt32(V4L2_CAP_VIDEO_CAPTURE)
    package static let streaming = UInt32(V4L2_CAP_STREAMING)
    package static let metadataCapture = UInt32(V4L2_CAP_META_CAPTURE)
    package static let videoOutput = UInt32(V4L2_CAP_VIDEO_OUTPUT)
    package static let planarCapture = UInt32(V4L2_CAP_VIDEO_CAPTURE_MPLANE)
    package static let memoryToMemory = UInt32(V4L2_CAP_VIDEO_M2M) | UInt32(V4L2_CAP_VIDEO_M2M_MPLANE)

    /// v4l2loopback without a producer: its driver's name, with the blank, and output only.
    package var isIdleLoopback: Bool { driver == "v4l2 loopback" && role == .output }

    /// What this node is for; only `.camera` is a camera.
    package var role: NodeRole {
        if flags & Self.memoryToMemory != 0 { return .converter }
        if flags & Self.videoCapture != 0 { return .camera }
        if flags & Self.planarCapture != 0 { return .planarCamera }
        if flags & Self.metadataCapture != 0 { return .metadata }
        if flags & Self.videoOutput != 0 { return .output }
        return .other
    }
}

/// What a video node is for.
package enum NodeRole: String, Sendable {
    case camera
    /// Multi-planar capture: a camera of a board, whose buffers come in several pieces.
    case planarCamera = "multi-planar camera"
    case metadata, output
    /// Memory-to-memory: a hardware encoder or scaler.
    case converter
    case other
}
