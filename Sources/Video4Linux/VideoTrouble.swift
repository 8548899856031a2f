import Glibc
import SystemCalls

/// What an error number means to a person with a camera in hand.
package enum VideoTrouble: Sendable, Equatable {
    /// Another program streams from it, or its driver allows one opener only.
    case busy
    case denied
    /// Unplugged, or its driver stopped.
    case gone
    /// There is no such node.
    case missing
    /// Nothing to hand out yet.
    case again
    /// The transfer from the camera failed.
    case transfer
    /// The USB bus has no bandwidth left for it.
    case noBandwidth
    /// No cable, or nothing sends at its other end.
    case noSignal
    /// The signal locks and gets lost again.
    case unstable
    /// The source sends a mode that the card cannot take.
    case unsupportedMode
    /// The driver lacks this call, or a list is at its end.
    case unsupported
    case other

    package init(_ errno: Errno) {
        self =
            switch errno.code {
            case EBUSY: .busy
            case EACCES, EPERM: .denied
            case ENODEV, ENXIO: .gone
            case ENOENT: .missing
            case EAGAIN: .again
            case EIO, EPROTO, EPIPE, EILSEQ, EOVERFLOW, ETIMEDOUT: .transfer
            case ENOSPC: .noBandwidth
            case ENOLINK: .noSignal
            case ENOLCK: .unstable
            case ERANGE: .unsupportedMode
            case EINVAL, ENOTTY, ENODATA: .unsupported
            default: .other
            }
    }

    /// What to do about it; empty where there is nothing to advise.
    package var advice: String {
        switch self {
        case .busy: "another program is using the camera"
        case .gone: "the camera was unplugged or its driver stopped"
        case .noBandwidth: "the USB bus has no bandwidth left: use another port or a compressed format"
        case .transfer: "the transfer from the camera failed: check its cable and hub"
        case .noSignal: "no signal at the input: switch the source on and reseat its cable"
        case .unstable: "the signal is unstable: replace the cable"
        case .unsupportedMode: "the source sends a mode that the card cannot take"
        case .denied, .missing, .again, .unsupported, .other: ""
        }
    }
}

extension SystemError {
    /// What the error means for a camera.
    package var trouble: VideoTrouble { VideoTrouble(errno) }

    /// The error and what to do about it, in one line.
    package var cameraSentence: String {
        trouble.advice.isEmpty ? description : "\(description) — \(trouble.advice)"
    }
}
