import PictureMeasures
import ProbeKit
import StudioModel
import Video4Linux

extension StreamGauge {
    /// What there is to say of the stream at an instant.
    func outcomes(at now: Instant, _ earlier: Instant?) -> [Metric: Outcome] {
        let figures = ledger.figures(at: Self.seconds(now))
        let young = Outcome.absent(
            "a rate needs \(Int(FrameLedger.warmUp + FrameLedger.leastSpan)) s of frames")
        let age = now.seconds(since: lastFrame ?? earlier ?? start)
        var outcomes: [Metric: Outcome] = [
            "camera.fps.delivered": figures.delivered.map { .number($0) } ?? young,
            "camera.fps.sensor": figures.sensor.map { .number($0) } ?? young,
            "camera.frames.lost": .number(Double(figures.lost)),
            "camera.frames.error": .number(Double(figures.damaged)),
            "camera.frame.age": .number(age),
            "camera.first-frame": figures.firstFrameAfter.map { .number($0 * 1000) }
                ?? .absent("no frame came yet"),
        ]
        outcomes.merge(rates(figures.delivered, young)) { _, new in new }
        outcomes.merge(intervals.outcomes) { _, new in new }
        outcomes.merge(totals.outcomes) { _, new in new }
        if format.isCompressed, let usb {
            outcomes.merge(LinkReport.need(totals.bytesPerSecond, of: usb)) { _, new in new }
        }
        if age > max(1.5, stallAfter) {
            for metric in PictureReader.metrics {
                outcomes[metric] = .absent("no frame for \(Value.plain((age * 10).rounded() / 10)) s")
            }
        } else if totals.frames > 0, now.seconds(since: lastPicture ?? start) > 2 + picturePeriod {
            let fault = totals.lastFault.map { ": \($0)" } ?? ""
            for metric in PictureReader.metrics { outcomes[metric] = .failed("no whole frame\(fault)") }
        }
        return outcomes
    }

    /// The delivered rate against the promised one, and whether too little light explains it.
    private func rates(_ delivered: Double?, _ young: Outcome) -> [Metric: Outcome] {
        guard let rate else {
            let reason = Outcome.unsupported("its driver promises no rate")
            return ["camera.fps.delivered-ratio": reason, "camera.low-light": reason]
        }
        guard let delivered else {
            return [
                "camera.fps.nominal": .number(rate), "camera.fps.delivered-ratio": young,
                "camera.low-light": young,
            ]
        }
        let ratio = delivered / rate
        // With `exposure_dynamic_framerate` on, a dark scene makes the exposure two frames long, or one and a half.
        let isSlowed = isDynamic && [0.5, 1 / 1.5].contains { abs(ratio - $0) < 0.04 }
        return [
            "camera.fps.nominal": .number(rate), "camera.fps.delivered-ratio": .number(ratio),
            "camera.low-light": .flag(isSlowed),
        ]
    }
}
