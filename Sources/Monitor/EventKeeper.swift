import Journal
import StudioModel

/// Writes events to the journal, and keeps them in memory in order while it cannot be written: a full disk loses
/// nothing and stops no watching.
struct EventKeeper {
    private let journal: Journal
    private let show: String
    private var waiting: [StudioEvent] = []
    private var sequence: Int64
    private(set) var trouble: LocalizedText?
    /// Past this many something is wrong that memory must not pay for.
    private let limit = 100_000

    init(journal: Journal, show: String, after sequence: Int64) {
        self.journal = journal
        self.show = show
        self.sequence = sequence
    }

    /// Events that are not on the disk yet.
    var waitingCount: Int { waiting.count }

    /// Appends events; the entries are to be applied whether they are on the disk yet or not.
    mutating func keep(_ events: [StudioEvent], at wall: WallTime) -> [JournalEntry] {
        guard !events.isEmpty else { return [] }
        if waiting.isEmpty {
            do {
                let entries = try journal.append(events, show: show)
                trouble = nil
                return entries
            } catch {
                trouble = error.sentence
            }
        }
        waiting.append(contentsOf: events.prefix(max(0, limit - waiting.count)))
        return events.map { JournalEntry(sequence: sequence, at: wall, event: $0) }
    }

    /// Tries again what waits.
    mutating func retry() {
        guard !waiting.isEmpty else { return }
        do {
            try journal.append(waiting, show: show)
            waiting = []
            trouble = nil
        } catch {
            trouble = error.sentence
        }
    }
}
