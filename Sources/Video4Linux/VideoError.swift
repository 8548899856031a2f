import Glibc

/// A video call the system refused: which, and why.
package struct VideoError: Error, Equatable, Sendable, CustomStringConvertible {
    package let call: String
    package let code: Int32

    package init(_ call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    /// What the code means to a person with a camera in hand.
    package enum Meaning: Sendable, Equatable {
        case busy, denied, gone, missing, again, transfer, noSpace, unsupported, other
    }

    package var meaning: Meaning {
        switch code {
        case EBUSY: .busy
        case EACCES, EPERM: .denied
        case ENODEV, ENXIO: .gone
        case ENOENT: .missing
        case EAGAIN: .again
        case EIO, EPROTO, EPIPE: .transfer
        case ENOSPC: .noSpace
        case EINVAL, ENOTTY: .unsupported
        default: .other
        }
    }

    package var description: String {
        "\(call): \(String(cString: strerror(code)))" + (advice.isEmpty ? "" : " — \(advice)")
    }

    private var advice: String {
        switch meaning {
        case .busy: "another program is using the camera"
        case .denied: "add this user to the group video and log in again"
        case .gone: "the camera was unplugged or its driver stopped"
        case .noSpace: "the USB bus has no bandwidth left; use another port or a compressed format"
        case .transfer: "the USB transfer failed; check the cable and the hub"
        default: ""
        }
    }
}
