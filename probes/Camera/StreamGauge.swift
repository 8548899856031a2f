import PictureMeasures
import ProbeKit
import StudioModel
import Video4Linux

/// Turns the frames of one stream into outcomes.
struct StreamGauge: ~Copyable {
    /// Seconds between two reports.
    static let period = 0.5
    let format: PictureFormat
    let rate: Double?
    let start: Instant
    /// Nil for a camera that is not on USB.
    var usb: USBDevice?
    /// Its low-light mode is on: it may expose longer than a frame lasts.
    var isDynamic = false
    let picturePeriod: Double
    private let evidence: EvidenceShelf
    var ledger: FrameLedger
    var intervals = FrameIntervals()
    var totals = FrameTotals()
    private var inspector: FrameInspector
    private var reader: PictureReader
    private var nextReport: Instant
    private var nextPicture: Instant?
    private var nextBadPicture: Instant
    private(set) var lastPicture: Instant?
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
        picturePeriod = 1 / expectation.pictureRate
        ledger = FrameLedger(start: Self.seconds(start), nominalRate: rate)
        inspector = FrameInspector(format)
        reader = PictureReader(format, expectation.picture)
        nextReport = start.advanced(by: Self.period)
        nextBadPicture = start
    }

    /// No frame for longer than this is a stall: five frame periods, a quarter of a second at least (OBS).
    var stallAfter: Double { max(0.25, 5 / max(0.5, rate ?? 30)) }

    /// Enters a frame into the books; the outcomes of its picture when one is due, else none.
    mutating func take(
        _ filled: FilledBuffer, _ bytes: UnsafeRawBufferPointer, at now: Instant
    ) -> [Metric: Outcome] {
        let fault = inspector.fault(filled, bytes)
        let sequence = filled.isUnfilled ? nil : filled.sequence
        ledger.note(sequence: sequence, isDamaged: fault != nil, at: Self.seconds(now))
        intervals.note(filled, at: Self.seconds(now))
        totals.note(filled, fault, at: Self.seconds(now))
        // Nothing came with a buffer that was only given back.
        if !filled.isUnfilled {
            lastFrame = now
            hasToldStall = false
        }
        // Exposure settles in the first half second; a dark start is no finding.
        let due = nextPicture ?? now.advanced(by: Self.period)
        nextPicture = due
        guard fault == nil else {
            keepBad(bytes, at: now)
            return [:]
        }
        guard now >= due else {
            reader.glance(bytes, at: Self.seconds(now))
            return [:]
        }
        // In step with the period while frames come; from now on after a pause.
        nextPicture = max(due.advanced(by: picturePeriod), now.advanced(by: picturePeriod / 2))
        lastPicture = now
        let outcomes = reader.read(bytes, at: Self.seconds(now))
        let isBad = outcomes["picture.black"] == .flag(true) || outcomes["picture.frozen"] == .flag(true)
        evidence.keep(bytes, format, isBad ? .bad : .good)
        return outcomes
    }

    /// A damaged frame is evidence; twice a second is enough of it.
    private mutating func keepBad(_ bytes: UnsafeRawBufferPointer, at now: Instant) {
        guard now >= nextBadPicture, !bytes.isEmpty else { return }
        nextBadPicture = now.advanced(by: Self.period)
        evidence.keep(bytes, format, .bad)
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
        if age(at: now) > stallAfter { hasToldStall = true }
        nextReport = max(nextReport.advanced(by: Self.period), now.advanced(by: Self.period / 2))
        return outcomes(at: now, earlier)
    }

    static func seconds(_ instant: Instant) -> Double { Double(instant.nanoseconds) / 1e9 }
}
