import PictureMeasures
import ProbeProtocol
import StudioModel

extension CameraMetrics {
    static let stream: [MetricDescription] = [
        state(
            "camera.stream.start", "ok, or why it did not start: no USB bandwidth.", "VIDIOC_STREAMON"),
        state("camera.reopen", "ok, or which of three starts failed.", "open, STREAMON, DQBUF, close"),
        level("camera.fps.delivered", "Hz", "Whole frames a second that arrived, 5 s mean.", "frames / time"),
        level("camera.fps.sensor", "Hz", "Frames a second by its own counter.", "sequence / time"),
        level("camera.fps.delivered-ratio", "1", "Delivered rate over promised rate.", "delivered / nominal"),
        level(
            "camera.low-light", "", "Its low-light mode explains the low rate.",
            "exposure_dynamic_framerate, ratio near 1/2 or 2/3"),
        level("camera.frames.lost", "", "Frames missing in the last second.", "sequence gaps, 32-bit wrap"),
        level(
            "camera.frames.error", "", "Damaged frames in the last second.",
            "V4L2_BUF_FLAG_ERROR, short or unreadable frames"),
        level("camera.frames.fault", "", "What was wrong with the last such frame.", "size, JPEG markers"),
        level(
            "camera.first-frame", "ms", "From the start of streaming to the first frame.", "STREAMON to DQBUF"
        ),
        level("camera.frame.age", "s", "Since the last frame.", "DQBUF"),
        level("camera.total.frames", "", "Frames since the stream began.", "DQBUF"),
        level("camera.total.lost", "", "Frames missing since the stream began.", "sequence gaps"),
        level("camera.total.flagged", "", "Frames the driver marked as damaged.", "V4L2_BUF_FLAG_ERROR"),
        level("camera.total.short", "", "Frames shorter than their picture.", "bytesused"),
        level("camera.total.broken", "", "Frames that are no whole JPEG.", "JPEG markers"),
        level(
            "camera.total.unfilled", "", "Buffers given back empty, as the transfers failed.",
            "V4L2_BUF_FLAG_ERROR without a timestamp"),
        level("camera.total.backwards", "", "Stamps that did not increase.", "buffer timestamps"),
    ]

    static let timing: [MetricDescription] = [
        state(
            "camera.timestamps", "ok, unknown, or wrong-clock: 10 s and more from the clock they name.",
            "V4L2_BUF_FLAG_TIMESTAMP_*"),
        level(
            "camera.timestamps.backwards", "", "Stamps that did not increase, last 5 s.", "buffer timestamps"),
        level("camera.interval.p50", "ms", "Median distance of frames, 5 s.", "buffer timestamps"),
        level("camera.interval.p95", "ms", "95th percentile of it.", "buffer timestamps"),
        level("camera.interval.p99", "ms", "99th percentile of it.", "buffer timestamps"),
        level("camera.interval.max", "ms", "Longest distance.", "buffer timestamps"),
        level(
            "camera.jitter.ratio", "1", "99th percentile of the deviation from the median, in medians.",
            "buffer timestamps; lost frames divided out"),
        level("camera.gap.ratio", "1", "Longest distance in medians.", "buffer timestamps"),
    ]

    static let picture: [MetricDescription] = PictureMetric.all.map {
        level(Metric($0.name), $0.unit, $0.meaning, $0.source)
    }
}
