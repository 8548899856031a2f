import PictureMeasures
import ProbeProtocol
import StudioModel

/// What the camera probe reads. One line here, one value in `CameraReport`.
enum CameraMetrics {
    static let descriptions: [MetricDescription] = device + stream + picture

    private static let device: [MetricDescription] = [
        .init("camera.present", kind: .state, meaning: "The camera is plugged in.", source: "sysfs"),
        .init(
            "camera.match", kind: .state, meaning: "By which key of the profile the camera was recognised.",
            source: "sysfs"),
        .init(
            "camera.moved", kind: .state, meaning: "The camera is on another port than the profile says.",
            source: "sysfs"),
        .init(
            "camera.access", kind: .state, meaning: "Whether it may be used: free, busy or denied.",
            source: "open, VIDIOC_S_FMT, /proc/*/fd"),
        .init(
            "camera.holder", kind: .state, meaning: "Which programs have it open.", source: "/proc/*/fd"),
        .init(
            "camera.format", kind: .state, meaning: "Pixel format and picture size it is set to.",
            source: "VIDIOC_G_FMT"),
        .init(
            "camera.format.agreed", kind: .state,
            meaning: "It took the format, size and rate the profile expects.",
            source: "VIDIOC_S_FMT and VIDIOC_S_PARM, read back"),
        .init(
            "camera.hdmi.signal", kind: .state, meaning: "A picture source is connected to its HDMI input.",
            source: "VIDIOC_ENUMINPUT status"),
        .init(
            "camera.fps.nominal", unit: "Hz", kind: .state,
            meaning: "Frames a second it promises.", source: "VIDIOC_G_PARM"),
    ]

    private static let stream: [MetricDescription] = [
        level("camera.fps.delivered", "Hz", "Whole frames a second that arrived, 5 s mean.", "frames / time"),
        level("camera.fps.sensor", "Hz", "Frames a second by its own counter.", "sequence / time"),
        level("camera.fps.delivered-ratio", "1", "Delivered rate over promised rate.", "delivered / nominal"),
        level("camera.frames.lost", "", "Frames missing in the last second.", "sequence gaps, 32-bit wrap"),
        level(
            "camera.frames.error", "", "Damaged frames in the last second.",
            "V4L2_BUF_FLAG_ERROR, short or unreadable frames"),
        level(
            "camera.first-frame", "ms", "From the start of streaming to the first frame.", "STREAMON to DQBUF"
        ),
        level("camera.frame.age", "s", "Since the last frame.", "DQBUF"),
    ]

    private static let picture: [MetricDescription] = PictureMetric.all.map {
        level(Metric($0.name), $0.unit, $0.meaning, $0.source)
    }

    private static func level(
        _ name: Metric, _ unit: String, _ meaning: String, _ source: String
    ) -> MetricDescription {
        MetricDescription(name, unit: unit, kind: .level, period: 1, meaning: meaning, source: source)
    }

    /// Every metric that needs a running stream.
    static let ofStream: [Metric] = (stream + picture).map(\.name)

    /// Every metric that needs an opened camera.
    static let ofDevice: [Metric] =
        ["camera.format", "camera.format.agreed", "camera.hdmi.signal", "camera.fps.nominal"] + ofStream
}
