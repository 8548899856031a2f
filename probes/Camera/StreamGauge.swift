import PictureMeasures
import ProbeKit
import StudioModel
import Video4Linux

/// Turns the frames of one stream into outcomes.
struct StreamGauge: ~Copyable {
    /// Seconds between two reports, and between two pictures measured: 2 Hz.
    static let period = 0.5
    private let format: PictureFormat
    private let rate: Double?
    private let start: Instant
    private let evidence: EvidenceShelf
    private var ledger: FrameLedger
    private var reader: PictureReader
    private var nextReport: Instant
    private var nextPicture: Instant?
    private var hasToldStall = false
    private(set) var lastFrame: Instant?

    init(
        _ format: PictureFormat, rate: Double?, start: Instant, _ expectation: CameraExpectation,
        _ evidence: EvidenceShelf
    ) {
        self.format = format
        self.rate = rate
        self.start = start
        self.evidence = evidence
        ledger = FrameLedger(start: Self.seconds(start), nominalRate: rate)
        reader = PictureReader(format, freezeHold: expectation.freezeHold)
        nextReport = start.advanced(by: Self.period)
    }

    /// No frame for longer than this is a stall: five frame periods, a quarter of a second at least (OBS).
    private var stallAfter: Double { max(0.25, 5 / max(0.5, rate ?? 30)) }

    /// Enters a frame into the books; the outcomes of its picture when one is due, else none.
    mutating func take(
        _ filled: FilledBuffer, _ bytes: UnsafeRawBufferPointer, at now: Instant
    ) -> [Metric: Outcome] {
        let isDamaged = filled.isDamaged || PictureReader.isBroken(bytes, format)
        ledger.note(sequence: filled.sequence, isDamaged: isDamaged, at: Self.seconds(now))
        lastFrame = now
        hasToldStall = false
        // Exposure settles in the first half second; a dark start is no finding.
        let due = nextPicture ?? now.advanced(by: Self.period)
        nextPicture = due
        guard now >= due, !isDamaged else { return [:] }
        // In step with the period while frames come; from now on after a pause.
        nextPicture = max(due.advanced(by: Self.period), now.advanced(by: Self.period / 2))
        evidence.keep(bytes, format)
        return reader.read(bytes, at: Self.seconds(now))
    }

    /// Seconds since the last frame of this stream.
    func age(at now: Instant) -> Double { now.seconds(since: lastFrame ?? start) }

    /// Milliseconds a wait may last so that no report is late.
    func patience(at now: Instant) -> Int {
        let stall = (lastFrame ?? start).advanced(by: stallAfter + 0.005)
        let next = hasToldStall ? nextReport : min(nextReport, stall)
        return min(250, max(1, Int((next.seconds(since: now) * 1000).rounded(.up))))
    }

    func isReportDue(at now: Instant) -> Bool {
        now >= nextReport || (!hasToldStall && age(at: now) > stallAfter)
    }

    /// A rate over the full window has been measured, or no frame came in that time.
    func isComplete(at now: Instant) -> Bool {
        let span = FrameLedger.warmUp + FrameLedger.window + 0.2
        return Self.seconds(now) - (ledger.firstFrame ?? Self.seconds(start)) >= span
    }

    /// What there is to say now. `earlier` is the last frame of the streams before this one.
    mutating func report(at now: Instant, _ earlier: Instant?) -> [Metric: Outcome] {
        let figures = ledger.figures(at: Self.seconds(now))
        if age(at: now) > stallAfter { hasToldStall = true }
        nextReport = max(nextReport.advanced(by: Self.period), now.advanced(by: Self.period / 2))
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
            "camera.fps.delivered-ratio": young,
        ]
        if let rate {
            outcomes["camera.fps.nominal"] = .number(rate)
            if let delivered = figures.delivered {
                outcomes["camera.fps.delivered-ratio"] = .number(delivered / rate)
            }
        } else {
            outcomes["camera.fps.delivered-ratio"] = .unsupported("its driver promises no rate")
        }
        if age > max(1.5, stallAfter) {
            for metric in PictureReader.metrics {
                outcomes[metric] = .absent("no frame for \(Value.plain((age * 10).rounded() / 10)) s")
            }
        }
        return outcomes
    }

    private static func seconds(_ instant: Instant) -> Double { Double(instant.nanoseconds) / 1e9 }
}
