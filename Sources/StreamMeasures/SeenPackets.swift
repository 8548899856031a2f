/// Tells a stale stream from a live one. A playlist whose encoder has stopped goes on serving its last
/// segments: whoever connects again gets the same packets once more, and must not take them for a stream that
/// is back.
package struct SeenPackets: Sendable {
    private struct Mark: Hashable {
        var time: Int64
        var size: Int
    }

    /// Packets remembered: more than a minute of picture and sound, the longest segment we expect.
    private static let capacity = 8192
    /// Packets a connection is judged by; half of them decides.
    private static let sample = 16

    private var older: Set<Mark> = []
    private var newer: Set<Mark> = []
    private var isFirst = true
    private var hasVideo = false
    private var recent: [Bool] = []

    package init() {}

    /// A connection begins. The first has nothing to repeat.
    package mutating func connect() {
        isFirst = older.isEmpty && newer.isEmpty
        recent.removeAll(keepingCapacity: true)
    }

    /// Remembers a packet; whether its connection serves, as far as is known, what came before.
    package mutating func isStale(_ packet: StreamPacket) -> Bool {
        // Of sound and picture the picture is asked: a demuxer guesses the timestamps of the sound it starts
        // with.
        if packet.kind == .video { hasVideo = true }
        if packet.kind == .video || !hasVideo, let time = packet.presentation ?? packet.decode {
            let mark = Mark(time: time, size: packet.size)
            let isRepeat = newer.contains(mark) || older.contains(mark)
            if !isRepeat { remember(mark) }
            recent.append(isRepeat)
            if recent.count > Self.sample { recent.removeFirst() }
        }
        guard !isFirst else { return false }
        return recent.count < Self.sample || recent.count(where: \.self) * 2 >= Self.sample
    }

    private mutating func remember(_ mark: Mark) {
        newer.insert(mark)
        guard newer.count >= Self.capacity / 2 else { return }
        older = newer
        newer = []
    }
}
