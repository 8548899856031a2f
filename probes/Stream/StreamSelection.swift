import FFmpeg
import StreamMeasures

/// The one video and the one audio stream that are measured; all others are not fetched.
struct StreamSelection: Sendable {
    /// How many streams the container had when this was chosen.
    let count: Int
    private(set) var format: StreamFormat
    private let streams: [Int: MediaStream]

    init(_ input: inout InputFormat) {
        let all = input.streams
        count = all.count
        func pick(_ kind: MediaStream.Kind) -> MediaStream? {
            // The library calls a stream "best" only once it knows its codec; before that the first one
            // serves.
            let best = input.best(kind)
            return all.first { $0.index == best } ?? all.first { $0.kind == kind }
        }
        format = StreamFormat(video: pick(.video), audio: pick(.audio))
        let chosen = [format.video, format.audio].compactMap(\.self)
        streams = Dictionary(chosen.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
        input.keep(only: Set(streams.keys))
    }

    /// A decoder for the sound; nil when there is none.
    func decoder(of input: borrowing InputFormat) throws(FFmpegError) -> AudioDecoder? {
        guard let audio = format.audio else { return nil }
        return try input.audioDecoder(stream: audio.index)
    }

    /// Takes the picture's size from a key frame where the container and the first second did not tell it.
    mutating func learnSize(_ frame: KeyFrame) -> Bool {
        guard format.video?.width == nil, let picture = try? frame.picture() else { return false }
        format.video?.width = picture.width
        format.video?.height = picture.height
        return true
    }

    /// What the measures need of a packet; nil when it belongs to no chosen stream.
    func measured(_ packet: borrowing MediaPacket) -> StreamPacket? {
        guard let stream = streams[packet.stream] else { return nil }
        let kind: StreamPacket.Kind =
            switch stream.kind {
            case .video: .video
            case .audio: .audio
            case .other: .other
            }
        return StreamPacket(
            stream: stream.index, kind: kind, presentation: packet.presentationTime,
            decode: packet.decodeTime,
            secondsPerTick: stream.secondsPerTick, timestampBits: stream.timestampBits, size: packet.size,
            isKey: packet.isKey, arrival: packet.arrival)
    }
}
