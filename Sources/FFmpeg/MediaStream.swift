internal import CFFmpeg

/// What one stream of an input is. Widths, rates and names are nil or empty until known.
package struct MediaStream: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case video, audio, other }

    package let index: Int
    package let kind: Kind
    /// libavcodec's name: `h264`, `aac`.
    package let codec: String
    /// Seconds a tick.
    package let secondsPerTick: Double
    /// Bits of the container's timestamps before they wrap: 32 in FLV, 33 in MPEG-TS, 64 for never.
    package let timestampBits: Int
    /// Pixels. Who joins between two key frames learns them from the next one (`KeyFrame.picture`).
    package var width: Int?, height: Int?
    /// Hertz.
    package let sampleRate: Int?
    package let channels: Int?

    init(_ stream: AVStream, index: Int) {
        self.index = index
        let base = stream.time_base
        secondsPerTick = base.den > 0 && base.num > 0 ? Double(base.num) / Double(base.den) : 0.001
        timestampBits = stream.pts_wrap_bits > 0 ? Int(stream.pts_wrap_bits) : 64
        guard let parameters = stream.codecpar?.pointee else {
            (kind, codec, width, height, sampleRate, channels) = (.other, "", nil, nil, nil, nil)
            return
        }
        kind =
            switch parameters.codec_type {
            case AVMEDIA_TYPE_VIDEO: .video
            case AVMEDIA_TYPE_AUDIO: .audio
            default: .other
            }
        codec = String(cString: avcodec_get_name(parameters.codec_id))
        width = parameters.width > 0 ? Int(parameters.width) : nil
        height = parameters.height > 0 ? Int(parameters.height) : nil
        sampleRate = parameters.sample_rate > 0 ? Int(parameters.sample_rate) : nil
        let count = parameters.ch_layout.nb_channels
        channels = count > 0 ? Int(count) : nil
    }
}
