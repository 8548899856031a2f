/// Tells a stale stream from a live one. A playlist whose encoder has stopped goes on serving its last segments: whoever
/// connects again gets the same packets once more, and must not take them for a stream that is back.
package struct SeenPackets: Sendable {
    private struct Mark: Hashable {
        var time: Int64
        var size: Int
    }

    /// Packets remembered: more than a minute of picture and sound, the longest segment we expect.
    private static let capacity = 8192

    private var older: Set<Mark> = []
    private var newer: Set<Mark> = []

    package init() {}

    /// Remembers a packet; whether it came before, with the same timestamp and size.
    package mutating func isRepeat(_ packet: StreamPacket) -> Bool {
        guard let time = packet.decode ?? packet.presentation else { return false }
        let mark = Mark(time: time, size: packet.size)
        if newer.contains(mark) || older.contains(mark) { return true }
        newer.insert(mark)
        if newer.count >= Self.capacity / 2 {
            older = newer
            newer = []
        }
        return false
    }
}
