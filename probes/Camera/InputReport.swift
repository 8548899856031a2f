import StudioModel
import SystemCalls
import Video4Linux

/// What an HDMI, SDI or analog input sees of its source. Only reads: a driver that cannot sense the source while it
/// streams answers EBUSY (V4L2 specification, VIDIOC_QUERY_DV_TIMINGS).
enum InputReport {
    static let metrics: [Metric] = [
        "camera.hdmi.signal", "camera.hdmi.state", "camera.hdmi.lock", "camera.hdmi.timings",
        "camera.hdmi.timings.set", "camera.hdmi.timings.agreed",
    ]

    static func outcomes(_ device: borrowing Device) -> [Metric: Outcome] {
        // Cheap dongles have no such input for the driver: they send a card or black.
        var outcomes = all(.unsupported("no HDMI, SDI or analog input on this device"))
        guard let input = Self.input(device), input.takesSource else { return outcomes }
        var state = input.signal
        var detected: Outcome = .unsupported("an analog input has no timings")
        var agreed = detected
        if input.hasTimings {
            let set = Self.set(device)
            outcomes["camera.hdmi.timings.set"] =
                set.map { .text($0.description) } ?? .unsupported("its driver does not say")
            switch Self.detect(device) {
            case .success(let timings):
                detected = .text(timings.description)
                agreed =
                    set.map { .flag($0.agrees(with: timings)) } ?? .unsupported("its driver does not say")
            case .failure(let error):
                state = state == .noPower ? state : Self.state(error) ?? state
                detected = .absent(error.trouble == .busy ? "not while it streams" : error.cameraSentence)
                agreed = detected
            }
        }
        outcomes["camera.hdmi.state"] = .text(state.rawValue)
        outcomes["camera.hdmi.signal"] = .flag(state.hasSignal)
        outcomes["camera.hdmi.lock"] =
            state.hasSignal ? .flag(state != .noSync && state != .unstable) : .absent("no signal")
        outcomes["camera.hdmi.timings"] = detected
        outcomes["camera.hdmi.timings.agreed"] = agreed
        return outcomes
    }

    /// What the errno of the detection says beyond the status bits; power goes before signal.
    private static func state(_ error: SystemError) -> SignalState? {
        switch error.trouble {
        case .noSignal: .noSignal
        case .unstable: .unstable
        case .unsupportedMode: .unsupported
        default: nil
        }
    }

    private static func input(_ device: borrowing Device) -> InputStatus? {
        do throws(SystemError) { return try device.input() } catch { return nil }
    }

    private static func set(_ device: borrowing Device) -> VideoTimings? {
        do throws(SystemError) { return try device.timings() } catch { return nil }
    }

    private static func detect(_ device: borrowing Device) -> Result<VideoTimings, SystemError> {
        do throws(SystemError) {
            return .success(try device.detectedTimings())
        } catch {
            return .failure(error)
        }
    }

    private static func all(_ outcome: Outcome) -> [Metric: Outcome] {
        Dictionary(metrics.map { ($0, outcome) }, uniquingKeysWith: { first, _ in first })
    }
}
