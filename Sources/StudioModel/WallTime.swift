/// A moment on the wall clock, in milliseconds since 1970-01-01T00:00:00Z.
package struct WallTime: Hashable, Sendable {
    package var milliseconds: Int64

    /// A moment; one beyond every calendar (the year 275760, as in ECMAScript) is drawn in, so that no arithmetic with
    /// what somebody typed can overflow.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, -Self.farthest), Self.farthest)
    }

    private static let farthest: Int64 = 8_640_000_000_000_000

    /// Seconds from `earlier` to here.
    package func seconds(since earlier: WallTime) -> Double {
        (Double(milliseconds) - Double(earlier.milliseconds)) / 1000
    }

    /// The moment `seconds` later.
    package func advanced(by seconds: Double) -> WallTime {
        guard !seconds.isNaN else { return self }
        let step = (seconds * 1000).rounded()
        return WallTime(
            milliseconds: milliseconds + Int64(min(max(step, -Double(Self.farthest)), Double(Self.farthest))))
    }
}

extension WallTime: Comparable {
    package static func < (left: WallTime, right: WallTime) -> Bool { left.milliseconds < right.milliseconds }
}

extension WallTime: LosslessStringConvertible {
    /// RFC 3339 in UTC with milliseconds: `2026-03-08T20:00:00.000Z`.
    package var description: String {
        let day = Int((Double(milliseconds) / 86_400_000).rounded(.down))
        let inDay = Int(milliseconds - Int64(day) * 86_400_000)
        let (year, month, date) = CivilDate.civil(fromDays: day)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let fraction = String(1000 + inDay % 1000).dropFirst()
        return "\(year)-\(two(month))-\(two(date))T\(two(inDay / 3_600_000)):\(two(inDay / 60_000 % 60))"
            + ":\(two(inDay / 1000 % 60)).\(fraction)Z"
    }

    /// Parses RFC 3339: a date, `T` or a space, a time, an optional fraction, and `Z` or an offset.
    package init?(_ text: String) {
        guard let milliseconds = CivilDate.parse(text) else { return nil }
        self.milliseconds = milliseconds
    }
}

extension WallTime: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = WallTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a time; write 2026-03-08T20:00:00Z")
        }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
