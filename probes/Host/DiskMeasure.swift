import ProbeProtocol
import StudioModel
import SystemCalls

/// Whether the recording will fit: free room where the profile says the show is recorded.
struct DiskMeasure: HostMeasure {
    static let metrics = [
        MetricDescription(
            "host.disk.free", unit: "B", kind: .level, period: HostProbe.period,
            meaning: "Bytes that can still be written where the show is recorded.",
            source: "statvfs: f_bavail"),
        MetricDescription(
            "host.disk.show-ratio", unit: "1", kind: .level, period: HostProbe.period,
            meaning: "Hours of recording that still fit, over the planned length of the show.",
            source: "free bytes / (record-bitrate / 8) / 3600 / show-hours"),
    ]

    private let path: String?
    private let showHours: Double?
    private let recordBitrate: Double?

    init(_ subject: SubjectConfiguration) {
        path = subject.match["path"]?.text
        showHours = subject.expect["show-hours"]?.number
        recordBitrate = subject.expect["record-bitrate"]?.number
    }

    func read() -> [Metric: Outcome] {
        let free = self.free
        return ["host.disk.free": free, "host.disk.show-ratio": ratio(of: free)]
    }

    private var free: Outcome {
        guard let path else { return .unsupported("the profile names no folder to record to (match: path)") }
        do {
            let space = try FileSystemSpace.read(path)
            if space.isReadOnly { return .failed("the file system of \(path) is mounted read-only") }
            return .number(Double(space.freeBytes))
        } catch let error where error.errno == .noSuchFile {
            return .absent("there is no folder \(path)")
        } catch let error where error.errno == .accessDenied {
            return .denied("this user may not look into \(path)")
        } catch {
            return .failed("\(error)")
        }
    }

    private func ratio(of free: Outcome) -> Outcome {
        guard let bytes = free.value?.number else { return free }
        guard let showHours, let recordBitrate else {
            return .unsupported("the profile must say show-hours and record-bitrate (expect)")
        }
        guard let ratio = Self.ratio(freeBytes: bytes, bitrate: recordBitrate, hours: showHours) else {
            return .unsupported("show-hours and record-bitrate must both be above zero")
        }
        return .number(ratio)
    }

    /// - Parameter bitrate: bits a second of everything that is recorded.
    static func ratio(freeBytes: Double, bitrate: Double, hours: Double) -> Double? {
        guard bitrate > 0, hours > 0 else { return nil }
        let ratio = freeBytes / (bitrate / 8) / 3600 / hours
        return ratio.isFinite ? ratio : nil
    }
}
