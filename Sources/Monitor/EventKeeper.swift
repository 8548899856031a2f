import Journal
import StudioModel

/// Writes events to the journal, and keeps them in memory in order while it cannot be written: a full disk loses
/// nothing and stops no watching. Each event bears the time it happened, however late it is written.
struct EventKeeper {
    private let journal: Journal
    private let show: String
    private var waiting: [Happening] = []
    /// How many of a stretch that could not be written are on the disk by now, and when it began.
    private var caughtUp = 0
    private var waitingSince: WallTime?
    private(set) var trouble: LocalizedText?
    /// Events that memory had no room for either.
    private(set) var lost = 0
    /// Past this many something is wrong that memory must not pay for (about 500 bytes each).
    private let limit: Int
    /// So many are written at a time, so that catching up does not keep the judge from its next step.
    private let portion: Int

    init(journal: Journal, show: String, limit: Int = 100_000, portion: Int = 500) {
        self.journal = journal
        self.show = show
        self.limit = limit
        self.portion = portion
    }

    /// Events that are not on the disk yet.
    var waitingCount: Int { waiting.count }

    /// Appends events; the entries are to be applied whether they are on the disk yet or not. Those that are not have
    /// no sequence number yet.
    mutating func keep(_ events: [StudioEvent], wall: WallTime, monotonic: Instant) -> [JournalEntry] {
        guard !events.isEmpty else { return [] }
        let happened = events.map { Happening($0, wall: wall, monotonic: monotonic) }
        if waiting.isEmpty {
            do {
                let entries = try journal.append(happened: happened, show: show)
                trouble = nil
                return entries
            } catch {
                trouble = error.sentence
                waitingSince = wall
            }
        }
        let room = max(0, limit - waiting.count)
        waiting.append(contentsOf: happened.prefix(room))
        lost += max(0, happened.count - room)
        return events.map { JournalEntry(sequence: 0, at: wall, event: $0) }
    }

    /// Looks whether the journal is still where it was, also while nothing happens that would be written.
    mutating func look() {
        guard waiting.isEmpty else { return }
        trouble = journal.isInPlace ? nil : JournalError.displaced(journal.path).sentence
    }

    /// Tries again what waits, a portion at a time.
    /// - Returns: whether the last of it has just been written.
    mutating func retry(wall: WallTime, monotonic: Instant) -> Bool {
        guard !waiting.isEmpty else { return false }
        let next = waiting.prefix(portion)
        let isLast = next.count == waiting.count
        let word = StudioEvent.caughtUp(events: caughtUp + next.count, since: waitingSince ?? wall)
        let end = isLast ? [Happening(word, wall: wall, monotonic: monotonic)] : []
        do {
            try journal.append(happened: next + end, show: show)
        } catch {
            trouble = error.sentence
            return false
        }
        waiting.removeFirst(next.count)
        caughtUp = isLast ? 0 : caughtUp + next.count
        if isLast { (trouble, waitingSince) = (nil, nil) }
        return isLast
    }

    /// Writes everything that waits, for as long as the disk takes it; before the watch ends.
    mutating func retryAll(wall: WallTime, monotonic: Instant) {
        var before = 0
        while !waiting.isEmpty, waiting.count != before {
            before = waiting.count
            _ = retry(wall: wall, monotonic: monotonic)
        }
    }
}
