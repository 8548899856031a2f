internal import CVideo4Linux

/// One setting of a camera as its driver describes it (VIDIOC_QUERYCTRL).
package struct Control: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case number, flag, menu
        /// A menu whose entries are numbers.
        case numberMenu = "number menu"
        case bits
        /// Does something when written, and has no value.
        case button
        /// Text, 64 bits or compound: listed, not read.
        case other
    }

    package var id: UInt32
    /// As a profile writes it: "white_balance_automatic".
    package var name: String
    package var kind: Kind
    package var minimum: Int
    package var maximum: Int
    package var step: Int
    package var initial: Int
    /// V4L2_CTRL_FLAG_*.
    package var flags: UInt32

    package init(
        id: UInt32, name: String, kind: Kind = .number, minimum: Int = 0, maximum: Int = 255, step: Int = 1,
        initial: Int = 128, flags: UInt32 = 0
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.minimum = minimum
        self.maximum = maximum
        self.step = step
        self.initial = initial
        self.flags = flags
    }

    /// Set, but overruled now: an exposure time while exposure is automatic.
    package var isInactive: Bool { flags & UInt32(V4L2_CTRL_FLAG_INACTIVE) != 0 }
    package var isReadOnly: Bool { flags & UInt32(V4L2_CTRL_FLAG_READ_ONLY) != 0 }
    package var isWriteOnly: Bool { flags & UInt32(V4L2_CTRL_FLAG_WRITE_ONLY) != 0 }
    /// The camera changes it by itself.
    package var isVolatile: Bool { flags & UInt32(V4L2_CTRL_FLAG_VOLATILE) != 0 }
    package var isDisabled: Bool { flags & UInt32(V4L2_CTRL_FLAG_DISABLED) != 0 }

    /// Whether it has a value that G_CTRL gives.
    package var isReadable: Bool { kind != .button && kind != .other && !isWriteOnly && !isDisabled }
    /// Whether writing it now would take effect.
    package var isWritable: Bool { isReadable && !isReadOnly && !isInactive && !isVolatile }

    /// "inactive, read-only": what limits it.
    package var limits: String {
        let words = [
            isInactive ? "inactive" : nil, isReadOnly ? "read-only" : nil, isWriteOnly ? "write-only" : nil,
            isVolatile ? "volatile" : nil, isDisabled ? "disabled" : nil,
        ]
        return words.compactMap(\.self).joined(separator: ", ")
    }

    package static let powerLineFrequency = UInt32(V4L2_CID_POWER_LINE_FREQUENCY)
    package static let privacy = UInt32(V4L2_CID_PRIVACY)
    /// `exposure_dynamic_framerate`, in older kernels `exposure_auto_priority`: longer exposures than a frame lasts.
    package static let dynamicFrameRate = UInt32(V4L2_CID_EXPOSURE_AUTO_PRIORITY)

    /// "White Balance, Automatic" as v4l2-ctl and a profile write it: small letters, all else one underscore.
    package static func key(_ title: String) -> String {
        var key = ""
        for scalar in title.lowercased().unicodeScalars {
            let isWord = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
            if isWord {
                key.unicodeScalars.append(scalar)
            } else if !key.isEmpty, key.last != "_" {
                key += "_"
            }
        }
        while key.last == "_" { key.removeLast() }
        return key.isEmpty ? "unnamed" : key
    }
}
