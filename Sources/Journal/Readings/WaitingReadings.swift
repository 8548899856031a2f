import StudioModel

/// The readings that a store still holds in memory.
struct WaitingReadings {
    /// Not on disk yet.
    private(set) var fresh: [SeriesKey: [RecordedSample]] = [:]
    private(set) var freshCount = 0
    private(set) var freshSince: Instant?
    /// On disk as tails, to be turned into blocks.
    private(set) var open: [SeriesKey: [RecordedSample]] = [:]
    private(set) var openCount = 0
    private(set) var openSince: Instant?
    private(set) var dropped: Int64 = 0
    /// After a refusal, the disk is left alone until then.
    private(set) var retryAt: Instant?
    private var form: KeptForm

    init(form: KeptForm) {
        self.form = form
    }

    mutating func append(_ judged: JudgedReading, now: Instant, most: Int) {
        guard freshCount < most else {
            dropped += 1
            return
        }
        let reading = form.form(judged.reading)
        let key = SeriesKey(reading.subject, reading.metric)
        let sample = RecordedSample(at: reading.at, outcome: reading.outcome, stepsLate: judged.stepsLate)
        fresh[key, default: []].append(sample)
        freshCount += 1
        if freshSince == nil { freshSince = now }
    }

    func isDue(at now: Instant, after seconds: Double) -> Bool {
        if let retryAt, now < retryAt { return false }
        return freshSince.map { now.seconds(since: $0) >= seconds } ?? false
    }

    func isBlock(at now: Instant, _ options: ReadingStore.Options) -> Bool {
        openCount >= options.mostWaiting
            || (openSince.map { now.seconds(since: $0) >= options.sealSeconds } ?? false)
    }

    mutating func takeFresh() -> [SeriesKey: [RecordedSample]] {
        defer {
            fresh = [:]
            freshCount = 0
            freshSince = nil
        }
        return fresh
    }

    mutating func keepOpen(_ written: [SeriesKey: [RecordedSample]], since now: Instant) {
        for (key, samples) in written {
            open[key, default: []] += samples
            openCount += samples.count
        }
        if openSince == nil, openCount > 0 { openSince = now }
        retryAt = nil
    }

    mutating func clearOpen() {
        open = [:]
        openCount = 0
        openSince = nil
    }

    mutating func giveBack(_ refused: [SeriesKey: [RecordedSample]], retryAt: Instant) {
        for (key, samples) in refused {
            fresh[key] = samples + (fresh[key] ?? [])
            freshCount += samples.count
        }
        freshSince = retryAt.advanced(by: -3600)
        self.retryAt = retryAt
    }
}
