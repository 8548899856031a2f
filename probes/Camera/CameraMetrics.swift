import PictureMeasures
import ProbeProtocol
import StudioModel

/// What the camera probe reads. Each line here is a value of the report that its name begins like.
enum CameraMetrics {
    static let descriptions: [MetricDescription] =
        place + settings + input + link + controls + stream + timing + picture

    private static let place: [MetricDescription] = [
        state("camera.present", "The camera is plugged in.", "sysfs"),
        state("camera.match", "By which key of the profile the camera was recognised.", "sysfs"),
        state("camera.moved", "The camera is on another port than the profile says.", "sysfs"),
        state("camera.swapped", "Another camera sits on its port: the two were swapped.", "sysfs"),
        state("camera.swapped.other", "Which camera sits on its port.", "sysfs"),
        state(
            "camera.twin", "A like camera without a serial of its own; the profile names no port.", "sysfs"),
        state("camera.twin.other", "Which camera cannot be told from it.", "sysfs"),
        state(
            "camera.together", "ok, or how it fails while all cameras stream; said by the check.",
            "inspected together, then alone"),
        state(
            "camera.access", "Whether it may be used: free, busy, denied or no-producer.",
            "open, VIDIOC_S_FMT, /proc/*/fd"),
        state("camera.holder", "Which programs use it or have it open.", "/proc/*/fd, /proc/*/maps"),
    ]

    private static let settings: [MetricDescription] = [
        state("camera.format", "Pixel format and picture size it is set to.", "VIDIOC_G_FMT"),
        state(
            "camera.format.agreed", "It took the format, size and rate the profile expects.",
            "VIDIOC_S_FMT and VIDIOC_S_PARM, read back"),
        state("camera.fps.nominal", unit: "Hz", "Frames a second it promises.", "VIDIOC_G_PARM"),
    ]

    private static let input: [MetricDescription] = [
        state(
            "camera.hdmi.signal", "A picture source is connected to its input and has power.",
            "VIDIOC_ENUMINPUT status, VIDIOC_QUERY_DV_TIMINGS"),
        state(
            "camera.hdmi.state", "ok, no-power, no-signal, no-sync, unstable or unsupported.",
            "VIDIOC_ENUMINPUT status, VIDIOC_QUERY_DV_TIMINGS"),
        state("camera.hdmi.lock", "The source's lines and pictures lock.", "as camera.hdmi.state"),
        state("camera.hdmi.timings", "What the source sends: 1920x1080p50.", "VIDIOC_QUERY_DV_TIMINGS"),
        state("camera.hdmi.timings.set", "What the card is set to receive.", "VIDIOC_G_DV_TIMINGS"),
        state(
            "camera.hdmi.timings.agreed", "The card is set to what the source sends.",
            "the two above, rates within 0.2 %"),
    ]

    private static let link: [MetricDescription] = [
        state("camera.usb.speed", unit: "Mbit/s", "Speed of its USB link.", "sysfs speed"),
        state(
            "camera.usb.slowed", "A SuperSpeed camera that runs at USB 2 speed.",
            "sysfs speed up to 480 and version from 2.10"),
        state(
            "camera.usb.autosuspend", "The kernel may put it to sleep while unused.", "sysfs power/control"),
        state(
            "camera.usb.need", unit: "MB/s", "What its pictures need of the link.",
            "format x rate, or bytes counted"),
        state(
            "camera.usb.need-ratio", unit: "1", "That need over what the link can carry.",
            "USB 2.0 tables 5-5 and 5-10"),
        state(
            "camera.driver.nodrop", "Its driver hands out damaged frames, marked; else they count as lost.",
            "uvcvideo parameter nodrop"),
        state(
            "camera.kernel.failures",
            "Disconnects, over-current and lack of bandwidth in the kernel's log, last 15 min.", "/dev/kmsg"),
        state(
            "camera.kernel.warnings", "Resets and transfer errors in the kernel's log, last 15 min.",
            "/dev/kmsg"),
        state("camera.kernel.last", "The last such line.", "/dev/kmsg"),
    ]

    private static let controls: [MetricDescription] = [
        state("camera.controls", "Every control with its value.", "VIDIOC_QUERYCTRL, VIDIOC_G_CTRL"),
        state("camera.controls.drift", "Controls that differ from the profile's.", "the same, and expect"),
        state(
            "camera.controls.locked-drift", "Those of them that must not: exposure, white balance, focus.",
            "the same, and expect"),
        state("camera.mains.setting", "Its flicker filter: off, 50, 60 or auto.", "power_line_frequency"),
        state(
            "camera.mains.agreed", "The filter suits the venue's mains.", "power_line_frequency and expect"),
        state("camera.privacy", "Its privacy shutter is closed.", "V4L2_CID_PRIVACY"),
        state(
            "camera.exposure.dynamic", "Its low-light mode may lower the frame rate.",
            "exposure_dynamic_framerate"),
    ]

    static func state(
        _ name: Metric, unit: String = "", _ meaning: String, _ source: String
    ) -> MetricDescription {
        MetricDescription(name, unit: unit, kind: .state, meaning: meaning, source: source)
    }

    static func level(
        _ name: Metric, _ unit: String, _ meaning: String, _ source: String
    ) -> MetricDescription {
        MetricDescription(name, unit: unit, kind: .level, period: 1, meaning: meaning, source: source)
    }

    /// Where it is and who has it: known without opening it.
    static let ofPlace: [Metric] = place.map(\.name).filter { $0 != "camera.present" }

    /// Every metric that needs a running stream.
    static let ofStream: [Metric] = (stream + timing + picture).map(\.name)

    /// Every metric that is read from the opened camera.
    static let ofSettings: [Metric] = (settings + input + link + controls).map(\.name)

    /// Every metric that needs an opened camera.
    static let ofDevice: [Metric] = ofSettings + ofStream
}
