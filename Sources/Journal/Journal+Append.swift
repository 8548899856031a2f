import FoundationEssentials
import GRDB
import StudioModel
import Synchronization

/// An event with the time it happened, which is not always the time it is written.
package struct Happening: Hashable, Sendable {
    package var event: StudioEvent
    package var wall: WallTime
    package var monotonic: Instant

    package init(_ event: StudioEvent, wall: WallTime, monotonic: Instant) {
        self.event = event
        self.wall = wall
        self.monotonic = monotonic
    }
}

extension Journal {
    /// Appends one event; when this returns, it is on the disk.
    /// - Parameter show: the show it belongs to; without one, the show that is open now, if any. Say it for what
    ///   comes after a show's end: `watchStopped`, a late signature.
    /// - Returns: the event's sequence number.
    @discardableResult
    package func append(_ event: StudioEvent, show: String? = nil) throws(JournalError) -> Int64 {
        try append([event], show: show).last?.sequence ?? 0
    }

    /// Appends several events in one transaction: all of them, or none.
    @discardableResult
    package func append(_ events: [StudioEvent], show: String? = nil) throws(JournalError) -> [JournalEntry] {
        let (wall, monotonic) = (clock.wall(), clock.monotonic())
        return try append(
            happened: events.map { Happening($0, wall: wall, monotonic: monotonic) }, show: show)
    }

    /// Appends events that bear the time they happened; all of them in one transaction, or none.
    @discardableResult
    package func append(happened: [Happening], show: String? = nil) throws(JournalError) -> [JournalEntry] {
        do {
            let bodies = try happened.map { try EventCoding.encode($0.event) }
            return try write(show: show) { _ in Array(zip(happened, bodies)) }
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }

    /// Appends what is decided when nobody else can write any more.
    /// - Parameters:
    ///   - sequence: the last row that is known to whoever decides.
    ///   - decide: is given what came to the show since; what it throws is thrown on, and nothing is written.
    package func append(
        show: String, after sequence: Int64, deciding decide: ([JournalEntry]) throws -> [StudioEvent]
    ) throws -> [JournalEntry] {
        var refusal: (any Error)?
        do {
            return try write(show: show) { database in
                let since = try entries(of: show, after: sequence, in: database)
                let events: [StudioEvent]
                do { events = try decide(since) } catch {
                    refusal = error
                    throw error
                }
                let (wall, monotonic) = (clock.wall(), clock.monotonic())
                return try events.map {
                    (Happening($0, wall: wall, monotonic: monotonic), try EventCoding.encode($0))
                }
            }
        } catch {
            throw refusal ?? JournalError.sqlite(error, path: path)
        }
    }

    /// Appends what `happened` comes to, in the transaction in which it is called.
    private func write(
        show: String?, _ happened: (Database) throws -> [(Happening, [UInt8])]
    ) throws -> [JournalEntry] {
        guard access == .write else { throw JournalError.readOnly(path) }
        guard isInPlace else { throw JournalError.displaced(path) }
        return try database.writeWithoutTransaction { database in
            var entries: [JournalEntry] = []
            var head = Head.empty
            try database.inTransaction(.immediate) {
                // Read inside the transaction: nobody else can append between this and the commit.
                head = try self.head(database)
                head.numbers = state.withLock { $0.numbers }
                for (happening, body) in try happened(database) {
                    entries.append(
                        try insert(happening, body: body, show: show, after: &head, into: database))
                }
                return .commit
            }
            state.withLock { state in
                state.head = (head.anchor.hash, head.openShow)
                state.numbers = head.numbers
            }
            return entries
        }
    }

    private func insert(
        _ happening: Happening, body: [UInt8], show: String?, after head: inout Head, into database: Database
    ) throws -> JournalEntry {
        let wall = happening.wall
        let event = try numbered(happening.event, after: &head, in: database)
        let body = event == happening.event ? body : try EventCoding.encode(event)
        if case .showStarted(let started, _) = event { head.openShow = started }
        let belonging = event.ownShow ?? show ?? head.openShow
        let sequence = head.anchor.sequence + 1
        let values: [DatabaseValue] = [
            sequence.databaseValue, EventSchema.version.databaseValue, wall.milliseconds.databaseValue,
            Int64(clamping: happening.monotonic.nanoseconds).databaseValue, clock.boot.databaseValue,
            clock.process.databaseValue, belonging.databaseValue, event.incident.databaseValue,
            EventCoding.kind(body).databaseValue, Data(body).databaseValue,
        ]
        let row = EventRow(values: values, previous: head.anchor.hash)
        let columns = (EventRow.columns + ["previous", "hash"]).joined(separator: ", ")
        let places = Array(repeating: "?", count: EventRow.columns.count + 2).joined(separator: ", ")
        let statement = try database.cachedStatement(sql: "INSERT INTO event (\(columns)) VALUES (\(places))")
        try statement.execute(
            arguments: StatementArguments(
                values + [Data(row.previous).databaseValue, Data(row.hash).databaseValue]))
        head.anchor = Anchor(sequence: sequence, hash: row.hash)
        if belonging == head.openShow, event.endsShow { head.openShow = nil }
        return JournalEntry(sequence: sequence, at: wall, event: event)
    }
}

/// Where the chain ends, and the show that is open there.
struct Head {
    var anchor: Anchor
    var openShow: String?
    /// What is known of the incidents' numbers.
    var numbers: IncidentNumbers?

    static let empty = Head(anchor: .empty, openShow: nil)
}

extension StudioEvent {
    /// The show it names itself.
    var ownShow: String? {
        switch self {
        case .showStarted(let show, _): show
        case .incidentOpened(let incident): incident.show
        default: nil
        }
    }

    /// Whether it ends the show as a whole, not one output of it.
    var endsShow: Bool {
        if case .phaseChanged(.end, nil, _) = self { true } else { false }
    }
}
