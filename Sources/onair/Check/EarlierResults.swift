import Checklist
import Journal
import StudioModel

/// What earlier active runs measured, for what cannot be measured now: the encoder holds the camera, or the show is on
/// air. Shown with its age, and only while the device is there and no absence was recorded since.
struct EarlierResults {
    private let archive: ReadingArchive
    private let clock: JournalClock
    /// Older than this says nothing about tonight.
    private let longest = 12 * 3600.0

    /// `nil` when nothing was ever kept.
    init?(beside journal: Journal) {
        guard let archive = try? ReadingArchive(folder: journal.folder) else { return nil }
        self.archive = archive
        clock = journal.clock
    }

    /// Puts earlier results in the places of what is missing. A damaged file gives none, and costs no verdict.
    func recall(into measurements: inout Measurements, of studio: Studio) throws(JournalError) {
        do throws(JournalError) {
            try recallAll(into: &measurements, of: studio)
        } catch {
            guard error.code == .damaged else { throw error }
        }
    }

    private func recallAll(into measurements: inout Measurements, of studio: Studio) throws(JournalError) {
        let now = clock.monotonic()
        for subject in studio.subjects.map(\.subject)
        where subject.family == "camera" || subject.family == "microphone" {
            let present = Metric("\(subject.family).present")
            guard measurements[subject, present]?.outcome.value == true else { continue }
            let metrics = Set(
                studio.rules.filter { $0.check && $0.family == subject.family }.flatMap(\.metrics))
            for metric in metrics.sorted() where measurements[subject, metric]?.outcome.value == nil {
                guard let last = try newest(metric, of: subject, until: now), let value = last.outcome.value,
                    try !wasAbsent(subject, present, since: last.at, until: now)
                else { continue }
                measurements.recall(subject, metric, .value(value), ageSeconds: now.seconds(since: last.at))
            }
        }
    }

    private func newest(_ metric: Metric, of subject: Subject, until now: Instant) throws(JournalError)
        -> RecordedSample?
    {
        try archive.samples(
            of: SeriesKey(subject, metric), boot: clock.boot, from: now.advanced(by: -longest), to: now
        ).samples.last { $0.outcome.value != nil }
    }

    private func wasAbsent(_ subject: Subject, _ present: Metric, since: Instant, until now: Instant)
        throws(JournalError)
        -> Bool
    {
        try archive.samples(of: SeriesKey(subject, present), boot: clock.boot, from: since, to: now).samples
            .contains { $0.outcome.value != true }
    }

    /// Keeps what an active check measured. While a watch runs, the watch keeps the readings, and this does nothing.
    static func keep(_ readings: [Reading], beside journal: Journal, _ language: Language)
        throws(JournalError)
    {
        do {
            let store = try ReadingStore(folder: journal.folder, clock: journal.clock)
            if let warning = store.warning { Terminal.standardError("onair: \(warning[language])") }
            store.append(readings)
            try store.close()
        } catch {
            guard error.code == .busy else { throw error }
        }
    }
}
