import Compression
import FoundationEssentials
import GRDB
import StudioModel

/// Everything in a stretch of time, for evidence and for judging again.
extension ReadingArchive {
    /// What was found of a stretch.
    package struct Stretch: Hashable, Sendable {
        /// By time, subject and metric.
        package var readings: [JudgedReading] = []
        /// Blocks whose bytes are not what was written; their samples are missing.
        package var damagedBlocks = 0
    }

    /// The readings of every series, or of one subject's, `from` and `to` included.
    package func stretch(
        of subject: Subject? = nil, boot: String, from: Instant, to: Instant
    ) throws(JournalError) -> Stretch {
        try read { database in
            var stretch = Stretch()
            func take(_ key: SeriesKey, _ samples: [RecordedSample]) {
                for sample in samples where sample.at >= from && sample.at <= to {
                    stretch.readings.append(
                        JudgedReading(
                            Reading(
                                at: sample.at, subject: key.subject, metric: key.metric,
                                outcome: sample.outcome), stepsLate: sample.stepsLate))
                }
            }
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT subject, metric, body FROM block
                    WHERE boot = ? AND first <= ? AND last >= ? AND (? IS NULL OR subject = ?)
                    """,
                arguments: [
                    boot, Int64(clamping: to.nanoseconds), Int64(clamping: from.nanoseconds) - 1_000_000,
                    subject?.rawValue, subject?.rawValue,
                ])
            while let row = try rows.next() {
                guard let subject = Subject(rawValue: row["subject"]),
                    let samples = try? BlockCoding.decode(Zstandard.decompress([UInt8](row["body"] as Data)))
                else {
                    stretch.damagedBlocks += 1
                    continue
                }
                take(SeriesKey(subject, Metric(row["metric"])), samples)
            }
            for tail in try Tail.all(database) where tail.boot == boot {
                guard let series = try? tail.unpacked() else {
                    stretch.damagedBlocks += 1
                    continue
                }
                for (key, samples) in series where subject == nil || key.subject == subject {
                    take(key, samples)
                }
            }
            stretch.readings.sort { $0.reading < $1.reading }
            return stretch
        }
    }
    /// The instant of the newest reading in a stretch.
    package func newest(boot: String, from: Instant, to: Instant) throws(JournalError) -> Instant? {
        try read { database in
            let sealed = try Int64.fetchOne(
                database, sql: "SELECT max(last) FROM block WHERE boot = ? AND last >= ? AND last <= ?",
                arguments: [boot, Int64(clamping: from.nanoseconds), Int64(clamping: to.nanoseconds)])
            let tails = try Tail.all(database).filter { $0.boot == boot }
            let open = tails.flatMap { ((try? $0.unpacked()) ?? [:]).values.flatMap { $0.map(\.at) } }
                .filter { $0 >= from && $0 <= to }
            return ([sealed.map { Instant(nanoseconds: UInt64(clamping: $0)) }].compactMap(\.self) + open)
                .max()
        }
    }
}
