import Journal
import StudioModel

extension ReviewInput {
    /// Gathers a show from the journal and its readings.
    /// - Parameter show: the show's id.
    /// - Returns: `nil` when the journal knows no such show.
    package init?(
        show: String, journal: Journal, archive: ReadingArchive?, studio: Studio?, now: WallTime,
        localClock: LocalClock? = nil
    ) throws(JournalError) {
        let record = ShowRecord(folding: try journal.entries(ofShow: show).entries)
        guard record.show == show, let start = record.startedAt else { return nil }
        let end = record.endedAt ?? now
        var earlier: [ShowRecord] = []
        for listing in try journal.shows(limit: 20) where listing.startedAt < start && earlier.count < 5 {
            earlier.append(ShowRecord(folding: try journal.entries(ofShow: listing.show).entries))
        }
        self.init(
            record: record, studio: studio,
            series: try archive.map { archive throws(JournalError) in
                try ReviewInput.series(of: record, in: archive, until: end)
            } ?? [],
            earlier: earlier, now: now, localClock: localClock ?? .system(at: start),
            anchor: try journal.anchor().description)
        evidence = ReviewInput.evidence(of: record, in: EvidenceFolder(folder: journal.folder))
    }

    /// A page stays a page: so many pictures, each of so many bytes at most.
    private static let (mostPictures, pictureBytes) = (24, 400_000)

    private static func evidence(
        of record: ShowRecord, in folder: EvidenceFolder
    ) -> [String: [ReviewEvidence]] {
        var pictures = 0
        var evidence: [String: [ReviewEvidence]] = [:]
        for incident in record.incidents {
            for item in incident.attachments ?? [] {
                var found = ReviewEvidence(item: item, state: item.file == nil ? nil : folder.state(of: item))
                if found.state == .whole, item.kind == "image/jpeg", item.bytes <= pictureBytes,
                    pictures < mostPictures
                {
                    pictures += 1
                    found.picture = folder.contents(of: item)
                }
                evidence[incident.id, default: []].append(found)
            }
        }
        return evidence
    }

    /// Every series between the show's start and end, its monotonic times turned into wall time.
    private static func series(
        of record: ShowRecord, in archive: ReadingArchive, until end: WallTime
    ) throws(JournalError) -> [ReviewSeries] {
        guard let start = record.startedAt else { return [] }
        var series: [ReviewSeries] = []
        for key in try archive.series() {
            var points: [ReviewSeries.Point] = []
            for boot in record.clock.boots {
                let from = record.clock.instant(of: start, boot: boot) ?? Instant(nanoseconds: 0)
                guard let to = record.clock.instant(of: end, boot: boot), from <= to else { continue }
                for sample in try archive.samples(of: key, boot: boot, from: from, to: to).samples {
                    guard let wall = record.clock.wall(of: sample.at, boot: boot) else { continue }
                    points.append(ReviewSeries.Point(at: wall, outcome: sample.outcome))
                }
            }
            if points.isEmpty { continue }
            series.append(
                ReviewSeries(
                    subject: key.subject, metric: key.metric, points: points.sorted { $0.at < $1.at }))
        }
        return series
    }
}
