internal import CVideo4Linux

/// What is plugged into a capture card's current input (VIDIOC_ENUMINPUT).
package struct InputStatus: Equatable, Sendable {
    package var name: String
    /// V4L2_IN_ST_* bits; 0 means nothing is known to be wrong.
    package var flags: UInt32
    /// A digital input (HDMI, SDI), whose timings the source decides.
    package var hasTimings: Bool
    /// An analog input (S-Video, composite).
    package var hasStandards: Bool

    package init(name: String, flags: UInt32, hasTimings: Bool, hasStandards: Bool = false) {
        self.name = name
        self.flags = flags
        self.hasTimings = hasTimings
        self.hasStandards = hasStandards
    }

    /// Whether a cable with a source belongs into it; a webcam's sensor is an input without.
    package var takesSource: Bool { hasTimings || hasStandards }

    /// What the status bits say of the signal.
    package var signal: SignalState {
        if flags & UInt32(V4L2_IN_ST_NO_POWER) != 0 { return .noPower }
        if flags & UInt32(V4L2_IN_ST_NO_SIGNAL | V4L2_IN_ST_NO_CARRIER) != 0 { return .noSignal }
        let lock =
            V4L2_IN_ST_NO_H_LOCK | V4L2_IN_ST_NO_V_LOCK | V4L2_IN_ST_NO_STD_LOCK | V4L2_IN_ST_NO_SYNC
        return flags & UInt32(lock) != 0 ? .noSync : .locked
    }
}

/// What a capture card sees of its source.
package enum SignalState: String, Sendable {
    case locked = "ok"
    case noPower = "no-power"
    case noSignal = "no-signal"
    /// Something is there, but no line or picture lock.
    case noSync = "no-sync"
    /// Locks and loses it again (ENOLCK).
    case unstable
    /// Locked to a mode that the card cannot take (ERANGE).
    case unsupported

    package var hasSignal: Bool { self != .noPower && self != .noSignal }
}
