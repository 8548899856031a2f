/// Tells a stale stream from a live one. A playlist whose encoder has stopped goes on serving its last segments: whoever
/// connects again gets the same packets once more, and must not take them for a stream that is back.
package struct SeenPackets: Sendable {
    private struct Mark: Hashable {
        var time: Int64
        var size: Int
    }

    /// Packets remembered: more than a minute of picture and sound, the longest segment we expect.
    private static let capacity = 8192
    /// Packets a connection is judged by. Some of a repeat get other timestamps (the demuxer guesses those of
    /// the packets it starts with), so the half of them decides.
    private static let sample = 16

    private var older: Set<Mark> = []
    private var newer: Set<Mark> = []
    private var isFirst = true
    private var recent: [Bool] = []

    package init() {}

    /// A connection begins. The first has nothing to repeat.
    package mutating func connect() {
        isFirst = older.isEmpty && newer.isEmpty
        recent.removeAll(keepingCapacity: true)
    }

    /// Remembers a packet; whether its connection serves, as far as is known, what came before.
    package mutating func isStale(_ packet: StreamPacket) -> Bool {
        guard let time = packet.presentation ?? packet.decode else { return !isFirst }
        let mark = Mark(time: time, size: packet.size)
        let isRepeat = newer.contains(mark) || older.contains(mark)
        if !isRepeat { remember(mark) }
        guard !isFirst else { return false }
        recent.append(isRepeat)
        if recent.count > Self.sample { recent.removeFirst() }
        return recent.count < Self.sample || recent.count(where: \.self) * 2 >= Self.sample
    }

    private mutating func remember(_ mark: Mark) {
        newer.insert(mark)
        guard newer.count >= Self.capacity / 2 else { return }
        older = newer
        newer = []
    }
}
