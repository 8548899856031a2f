import StreamMeasures

/// Packets as a test needs them: times in seconds, on a clock that starts at 100 s.
enum Packets {
    static let start: UInt64 = 100_000_000_000

    static func at(_ seconds: Double) -> UInt64 { start + UInt64((seconds * 1e9).rounded()) }

    static func video(
        _ media: Double?, arrival: Double? = nil, size: Int = 1000, isKey: Bool = false, stream: Int = 0
    ) -> StreamPacket {
        let ticks = media.map { Int64(($0 * 1000).rounded()) }
        return StreamPacket(
            stream: stream, kind: .video, presentation: ticks, decode: ticks, size: size, isKey: isKey,
            arrival: at(arrival ?? media ?? 0))
    }

    static func audio(_ media: Double?, arrival: Double? = nil, size: Int = 200) -> StreamPacket {
        var packet = video(media, arrival: arrival, size: size, stream: 1)
        packet.kind = .audio
        return packet
    }

    /// A picture stream: `fps` for `seconds`, a key frame every `group` seconds, media running at `speed`.
    static func steady(fps: Double, seconds: Double, group: Double = 2, speed: Double = 1, size: Int = 1000)
        -> [StreamPacket]
    {
        (0..<Int(seconds * fps)).map { index in
            let wall = Double(index) / fps
            let isKey = index % Int((group * fps).rounded()) == 0
            return video(wall * speed, arrival: wall, size: size, isKey: isKey)
        }
    }
}
