/// A checklist line that a person signs.
package struct AttestedItem: Hashable, Codable, Sendable {
    package var id: String
    package var title: LocalizedText
    /// The role that signs it.
    package var owner: String
    package var due: DueTime
    /// Whether a photo is asked for.
    package var photo: Bool
    /// Where it comes from, as `seed A1.7`.
    package var source: String

    package init(
        id: String, title: LocalizedText, owner: String, due: DueTime, photo: Bool = false,
        source: String = ""
    ) {
        self.id = id
        self.title = title
        self.owner = owner
        self.due = due
        self.photo = photo
        self.source = source
    }
}

/// When something is due, relative to the show: `T-60min` before going on air, `E+1d` after the end, `D-2` days
/// before the show's day, `D+7` after it, `D 09:00` at a time of the show's day.
package enum DueTime: Hashable, Sendable {
    case onAir(minutes: Int)
    case end(minutes: Int)
    /// Days from the show's day, and the minute of that day (end of the day when none is said).
    case day(offset: Int, minute: Int?)
}

extension DueTime: LosslessStringConvertible {
    package init?(_ text: String) {
        guard let anchor = text.first, let due = DueTime.parse(anchor: anchor, rest: text.dropFirst()) else {
            return nil
        }
        self = due
    }

    private static func parse(anchor: Character, rest: Substring) -> DueTime? {
        switch anchor {
        case "T":
            if rest.isEmpty { return .onAir(minutes: 0) }
            return minutes(rest).map { .onAir(minutes: $0) }
        case "E":
            if rest.isEmpty { return .end(minutes: 0) }
            return minutes(rest).map { .end(minutes: $0) }
        case "D":
            let parts = rest.split(separator: " ", omittingEmptySubsequences: false)
            guard let offset = parts.first.flatMap({ $0.isEmpty ? 0 : Int($0) }), parts.count <= 2,
                offset.magnitude <= farthestDay
            else { return nil }
            if parts.count == 1 { return .day(offset: offset, minute: nil) }
            let clock = parts[1].split(separator: ":")
            guard clock.count == 2, let hour = Int(clock[0]), let minute = Int(clock[1]),
                (0...24).contains(hour),
                (0..<60).contains(minute)
            else { return nil }
            return .day(offset: offset, minute: hour * 60 + minute)
        default: return nil
        }
    }

    /// Minutes of `-60min`, `+30min`, `+1d`, `-2h`.
    private static func minutes(_ text: Substring) -> Int? {
        for (unit, factor) in [("min", 1), ("h", 60), ("d", 1440)] where text.hasSuffix(unit) {
            guard let count = Int(text.dropLast(unit.count)) else { return nil }
            let (minutes, isTooMuch) = count.multipliedReportingOverflow(by: factor)
            return isTooMuch || minutes.magnitude > farthestDay * 1440 ? nil : minutes
        }
        return nil
    }

    /// Ten years: nothing of a show is due later, and no sum with it can overflow.
    private static let farthestDay: UInt = 3660

    package var description: String {
        func signed(_ number: Int) -> String { number < 0 ? "\(number)" : "+\(number)" }
        switch self {
        case .onAir(let minutes): return minutes == 0 ? "T" : "T\(signed(minutes))min"
        case .end(let minutes):
            if minutes == 0 { return "E" }
            return minutes % 1440 == 0 ? "E\(signed(minutes / 1440))d" : "E\(signed(minutes))min"
        case .day(let offset, let minute):
            let day = offset == 0 ? "D" : "D\(signed(offset))"
            guard let minute else { return day }
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "\(day) \(two(minute / 60)):\(two(minute % 60))"
        }
    }
}

extension DueTime: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let due = DueTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "“\(text)” is not a due time; write T-60min, E+1d, D-2 or D 09:00")
        }
        self = due
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Somebody signed an attested item.
package struct Signature: Hashable, Codable, Sendable {
    package var item: String
    package var by: String
    /// The duty in which it was signed.
    package var role: String?
    package var at: WallTime
    package var note: String?

    package init(item: String, by: String, role: String? = nil, at: WallTime, note: String? = nil) {
        self.item = item
        self.by = by
        self.role = role
        self.at = at
        self.note = note
    }
}
