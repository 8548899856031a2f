import Journal
import StudioModel

/// Earlier checks, for "what changed since the last good show".
struct CheckHistory {
    private let journal: Journal

    init(_ journal: Journal) {
        self.journal = journal
    }

    /// The last check that found nothing failing, of the newest earlier show that has one.
    func lastGood(before show: String) throws -> CheckSummary? {
        for listing in try journal.shows(limit: 20) where listing.show != show && !listing.isOpen {
            let record = ShowRecord(folding: try journal.entries(ofShow: listing.show).entries)
            let good = record.checks.last { $0.summary.verdict == .pass || $0.summary.verdict == .warn }
            if let good { return good.summary }
        }
        return nil
    }
}
