internal import Glibc

/// Why a sound card could not be used; every sentence can stand in a report as it is.
package enum ALSAError: Error, Hashable, CustomStringConvertible {
    /// There is no such card or device, or no longer.
    case absent(device: String)
    /// Another program holds it; holders as `arecord (pid 12)`.
    case busy(device: String, holders: [String])
    /// The system does not let this user open it.
    case denied(device: String)
    /// It offers nothing we can measure.
    case unsupported(device: String, reason: String)
    case failed(device: String, reason: String)
    /// The descriptor given to stop on became readable.
    case stopped

    package var description: String {
        switch self {
        case .absent(let device): "there is no \(device)"
        case .busy(let device, let holders) where holders.isEmpty:
            "\(device) is in use by another program"
        case .busy(let device, let holders):
            "\(device) is in use by \(holders.joined(separator: ", "))"
        case .denied(let device):
            "no permission to open \(device): add the user to group audio, then log in again"
        case .unsupported(let device, let reason): "\(device) cannot be measured: \(reason)"
        case .failed(let device, let reason): "\(device) failed: \(reason)"
        case .stopped: "stopped"
        }
    }

    /// What a negative result of alsa-lib means for a device. Its own numbers (`SND_ERROR_…`) start at 500000.
    init(_ code: Int32, device: String, holders: () -> [String] = { [] }) {
        switch -code {
        case ENODEV, ENOENT, ENXIO: self = .absent(device: device)
        case EBUSY: self = .busy(device: device, holders: holders())
        case EACCES, EPERM: self = .denied(device: device)
        case EINVAL, ENOSYS, ENOTTY, EOPNOTSUPP: self = .unsupported(device: device, reason: Self.text(code))
        default: self = .failed(device: device, reason: Self.text(code))
        }
    }
}
