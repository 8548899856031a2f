import GRDB
import StudioModel

/// The highest number that an incident of a show bears, among the rows up to `through`. Rows are never changed, so it
/// stays true, and only what came after is read again.
struct IncidentNumbers {
    var show: String
    var through: Int64 = 0
    var highest = 0
}

extension Journal {
    /// An incident gets its number here, inside the transaction that writes it: whoever opens one beside another does
    /// not know of it yet, and two with one number could not be told apart.
    func numbered(_ event: StudioEvent, after head: inout Head, in database: Database) throws -> StudioEvent {
        guard case .incidentOpened(var incident) = event else { return event }
        var known = head.numbers ?? IncidentNumbers(show: incident.show)
        if known.show != incident.show { known = IncidentNumbers(show: incident.show) }
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: "SELECT body FROM event WHERE kind = 'incidentOpened' AND show = ? AND sequence > ?"),
            arguments: [incident.show, known.through])
        while let row = try rows.next() {
            guard case .blob(let body) = (row["body"] as DatabaseValue).storage,
                case .incidentOpened(let earlier) = EventCoding.decode([UInt8](body))
            else { continue }
            known.highest = max(known.highest, earlier.number)
        }
        known.through = head.anchor.sequence
        head.numbers = known
        // A number that was shown already stays, where it is free.
        guard incident.number <= known.highest else { return event }
        incident.number = known.highest + 1
        return .incidentOpened(incident)
    }
}
