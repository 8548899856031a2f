/// Why a loudness could not be measured.
package enum LoudnessError: Error, Hashable, CustomStringConvertible {
    /// 1 to 64 channels and 4 kHz to 2.8 MHz can be measured.
    case unusableFormat(channels: Int, rate: Int)
    case outOfMemory
    /// The meter was not opened for this measure.
    case notMeasured(String)

    package var description: String {
        switch self {
        case .unusableFormat(let channels, let rate):
            "cannot measure loudness of \(channels) channels at \(rate) Hz"
        case .outOfMemory: "cannot measure loudness: out of memory"
        case .notMeasured(let measure): "the loudness meter was not opened for \(measure)"
        }
    }
}
