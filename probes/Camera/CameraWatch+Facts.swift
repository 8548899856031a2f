import ProbeKit
import StudioModel
import SystemCalls
import Video4Linux

extension CameraWatch {
    /// Everything that is read without touching the stream: settings, controls, input, link and log.
    func facts(
        _ camera: Camera, _ device: borrowing Device, _ format: PictureFormat, readsLog: Bool = true
    ) throws(SystemError) -> [Metric: Outcome] {
        let rate = Self.rate(device)
        var outcomes: [Metric: Outcome] = [
            "camera.format": format.isPlausible
                ? .text(format.description)
                : .failed("its driver speaks of a picture of \(format.width)x\(format.height)"),
            "camera.format.agreed": .flag(expectation.agrees(with: format, rate: rate)),
            "camera.fps.nominal": rate.map { .number($0) } ?? .unsupported("its driver promises no rate"),
        ]
        outcomes.merge(InputReport.outcomes(device)) { _, new in new }
        outcomes.merge(LinkReport.outcomes(camera, format, rate: rate, directory.roots)) { _, new in new }
        if readsLog {
            outcomes.merge(KernelReport.outcomes(camera, directory.roots, at: now())) { _, new in new }
        }
        outcomes.merge(ControlReport.outcomes(try ControlSheet(device), expectation)) { _, new in new }
        return outcomes
    }

    /// The kernel's log is read at every sixth look only: it can hold megabytes.
    static let looksPerLog = 6

    /// What may change while a stream runs. The need of a compressed picture is left to the stream, which knows it.
    func changes(
        _ camera: Camera, _ device: borrowing Device, _ format: PictureFormat, readsLog: Bool
    ) throws(SystemError) -> [Metric: Outcome] {
        var outcomes = try facts(camera, device, format, readsLog: readsLog)
        if format.isCompressed {
            for metric in ["camera.usb.need", "camera.usb.need-ratio"] as [Metric] { outcomes[metric] = nil }
        }
        return outcomes
    }

    /// A virtual camera without a producer has no picture to read and is no broken camera.
    func awaitProducer(_ camera: Camera) -> End {
        let reason = "no program feeds this virtual camera"
        say(["camera.access": .text("no-producer"), "camera.holder": Self.outcome(holders(camera))])
        say(.absent(reason), for: CameraMetrics.ofDevice)
        return .again(after: 1)
    }
}
