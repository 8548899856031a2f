import StudioModel

/// ULIDs: 48 bits of time and 80 of chance in Crockford's base 32, so that ids sort by time.
package enum IncidentID {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// A new id for something that happened at `wall`.
    package static func make(at wall: WallTime) -> String {
        var generator = SystemRandomNumberGenerator()
        return make(at: wall, using: &generator)
    }

    static func make(at wall: WallTime, using generator: inout some RandomNumberGenerator) -> String {
        let time = UInt64(max(0, wall.milliseconds))
        let head = (0..<10).map { alphabet[Int(time >> (45 - 5 * UInt64($0)) & 31)] }
        let tail = (0..<16).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] }
        return String(head + tail)
    }
}
