import StudioModel
import SystemCalls
import Video4Linux

/// The USB side of a camera: how fast its link is and what its picture needs of it.
enum LinkReport {
    static let metrics: [Metric] = [
        "camera.usb.speed", "camera.usb.slowed", "camera.usb.autosuspend", "camera.usb.need",
        "camera.usb.need-ratio", "camera.driver.nodrop",
    ]

    static func outcomes(
        _ camera: Camera, _ format: PictureFormat, rate: Double?, _ roots: Roots
    ) -> [Metric: Outcome] {
        guard let usb = camera.usb else {
            let reason = Outcome.unsupported("it is no USB camera")
            return Dictionary(metrics.map { ($0, reason) }, uniquingKeysWith: { first, _ in first })
        }
        let silent = Outcome.unsupported("the kernel does not say")
        var outcomes: [Metric: Outcome] = [
            "camera.usb.speed": usb.speed.map { .number($0) } ?? silent,
            "camera.usb.slowed": usb.isSlowed.map { .flag($0) } ?? silent,
            "camera.usb.autosuspend": usb.maySleep.map { .flag($0) } ?? silent,
            "camera.driver.nodrop": nodrop(camera, roots),
        ]
        outcomes.merge(need(rawNeed(format, rate), of: usb)) { _, new in new }
        return outcomes
    }

    /// Bytes a second of uncompressed pictures; nil for compressed ones, whose size only the stream shows.
    private static func rawNeed(_ format: PictureFormat, _ rate: Double?) -> Double? {
        guard !format.isCompressed, format.isPlausible, let rate else { return nil }
        let bytes = max(PictureReader.leastBytes(format), format.pixels.isKnown ? 0 : format.sizeOfImage)
        return bytes > 0 ? Double(bytes) * rate : nil
    }

    /// What so many bytes a second are to the link.
    static func need(_ bytes: Double?, of usb: USBDevice?) -> [Metric: Outcome] {
        guard let bytes else {
            let young = Outcome.unsupported("compressed pictures show their size in the stream")
            return ["camera.usb.need": young, "camera.usb.need-ratio": young]
        }
        let ratio: Outcome =
            usb?.capacity.map { .number(bytes / $0) } ?? .unsupported("the link's speed is not known")
        return ["camera.usb.need": .number(bytes / 1e6), "camera.usb.need-ratio": ratio]
    }

    /// Whether the driver hands out damaged frames, marked. Where it drops them they show as lost instead. The
    /// default was inverted in Linux 6.14 (commit 52fbe173baa4), so the parameter is read, not assumed.
    private static func nodrop(_ camera: Camera, _ roots: Roots) -> Outcome {
        guard camera.capability?.driver == "uvcvideo" else {
            return .unsupported("only uvcvideo drops frames")
        }
        let text = Files.attribute(roots.sys + "/module/uvcvideo/parameters/nodrop")
        return text.flatMap { Int($0) }.map { .flag($0 != 0) } ?? .unsupported("the kernel does not say")
    }
}

extension FourCC {
    /// Whether the size of a picture in it is known.
    fileprivate var isKnown: Bool { [.yuyv, .uyvy, .nv12, .yu12, .grey].contains(self) }
}
