import Journal
import StudioModel

/// Everything a review is written from. Nothing is read while it is written.
package struct ReviewInput: Sendable {
    package var record: ShowRecord
    /// Names of people, roles and subjects; without it the words of the record serve.
    package var studio: Studio?
    package var series: [ReviewSeries]
    /// What was kept of each incident, by its id.
    package var evidence: [String: [ReviewEvidence]] = [:]
    /// What a technician calls metrics; those without a name here go by the page's own, or their id.
    package var names: [Metric: LocalizedText] = [:]
    /// Records of earlier shows, newest first, for the trend.
    package var earlier: [ShowRecord]
    package var now: WallTime
    package var localClock: LocalClock
    /// The journal's anchor when the review was written; printed, so that a cut-off journal is found.
    package var anchor: String?

    package init(
        record: ShowRecord, studio: Studio? = nil, series: [ReviewSeries] = [], earlier: [ShowRecord] = [],
        now: WallTime, localClock: LocalClock = LocalClock(offsetSeconds: 0), anchor: String? = nil
    ) {
        self.record = record
        self.studio = studio
        self.series = series
        self.earlier = earlier
        self.now = now
        self.localClock = localClock
        self.anchor = anchor
    }
}

extension ReviewInput {
    /// A metric as people call it.
    func name(of metric: Metric) -> LocalizedText {
        names[metric] ?? MetricCatalogue.named(metric).title
    }
}

/// A file of evidence, and what became of it.
package struct ReviewEvidence: Hashable, Encodable, Sendable {
    package var item: EvidenceItem
    /// `nil` when there never was a file; the item's note says why.
    package var state: EvidenceFolder.State?
    /// A picture, where it is whole and small enough for a page.
    package var picture: [UInt8]?

    package init(item: EvidenceItem, state: EvidenceFolder.State?, picture: [UInt8]? = nil) {
        self.item = item
        self.state = state
        self.picture = picture
    }

    private enum CodingKeys: CodingKey { case item, state }
}

/// The readings of one metric of one subject during the show, by time.
package struct ReviewSeries: Hashable, Sendable {
    package struct Point: Hashable, Sendable {
        package var at: WallTime
        package var outcome: Outcome

        package init(at: WallTime, outcome: Outcome) {
            self.at = at
            self.outcome = outcome
        }
    }

    package var subject: Subject
    package var metric: Metric
    package var points: [Point]

    package init(subject: Subject, metric: Metric, points: [Point]) {
        self.subject = subject
        self.metric = metric
        self.points = points
    }
}
