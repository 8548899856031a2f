import Journal
import StudioModel

/// Earlier checks, for "what changed since the last good show".
struct CheckHistory {
    /// A show that could go on air, and what its last good check found.
    struct Good {
        let show: String
        let at: WallTime
        let summary: CheckSummary
    }

    private let journal: Journal

    init(_ journal: Journal) {
        self.journal = journal
    }

    /// The last check that found nothing failing, of the newest earlier show that has one.
    func lastGood(before show: String) throws -> Good? {
        for listing in try journal.shows(limit: 20) where listing.show != show && !listing.isOpen {
            let record = ShowRecord(folding: try journal.entries(ofShow: listing.show).entries)
            let good = record.checks.last { $0.summary.verdict == .pass || $0.summary.verdict == .warn }
            if let good { return Good(show: listing.show, at: good.at, summary: good.summary) }
        }
        return nil
    }
}
