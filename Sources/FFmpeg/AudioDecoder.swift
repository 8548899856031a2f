internal import CFFmpeg

/// Decodes one audio stream to Float samples, full scale ±1. One thread, one frame at a time.
package struct AudioDecoder: ~Copyable {
    private let context: UnsafeMutablePointer<AVCodecContext>
    private let frame: UnsafeMutablePointer<AVFrame>
    private var scratch: [Float] = []

    init(parameters: UnsafePointer<AVCodecParameters>, of address: StreamAddress) throws(FFmpegError) {
        guard let codec = avcodec_find_decoder(parameters.pointee.codec_id) else {
            throw FFmpegError(onair_av_no_decoder, action: "decode the sound of", of: address)
        }
        guard let context = avcodec_alloc_context3(codec) else {
            throw FFmpegError(onair_av_error(ENOMEM), action: "decode the sound of", of: address)
        }
        context.pointee.thread_count = 1
        var code = avcodec_parameters_to_context(context, parameters)
        if code >= 0 { code = avcodec_open2(context, codec, nil) }
        guard code >= 0, let frame = av_frame_alloc() else {
            var context: UnsafeMutablePointer<AVCodecContext>? = context
            avcodec_free_context(&context)
            throw FFmpegError(
                code < 0 ? code : onair_av_error(ENOMEM), action: "decode the sound of", of: address)
        }
        self.context = context
        self.frame = frame
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = frame
        av_frame_free(&frame)
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// Decodes a packet and hands every channel's samples of every frame to `body(samples, channel, rate)`.
    /// Returns false when the packet could not be decoded: a damaged packet is no reason to stop.
    package mutating func decode(
        _ packet: borrowing MediaPacket, _ body: (Span<Float>, _ channel: Int, _ rate: Int) -> Void
    ) -> Bool {
        guard avcodec_send_packet(context, packet.pointer) >= 0 else { return false }
        while avcodec_receive_frame(context, frame) >= 0 {
            let channels = Int(frame.pointee.ch_layout.nb_channels)
            let count = Int(frame.pointee.nb_samples)
            let rate = Int(frame.pointee.sample_rate)
            for channel in 0..<channels {
                fill(channel: channel, of: channels, count: count)
                body(scratch.span, channel, rate)
            }
            av_frame_unref(frame)
        }
        return true
    }

    /// Copies one channel out as Float, whatever the decoder's layout.
    private mutating func fill(channel: Int, of channels: Int, count: Int) {
        scratch.removeAll(keepingCapacity: true)
        let format = AVSampleFormat(rawValue: frame.pointee.format)
        let isPlanar = av_sample_fmt_is_planar(format) != 0
        guard let planes = frame.pointee.extended_data, let plane = planes[isPlanar ? channel : 0] else {
            return
        }
        let raw = UnsafeRawPointer(plane)
        let (first, step) = isPlanar ? (0, 1) : (channel, channels)
        func copy<Sample>(_: Sample.Type, _ convert: (Sample) -> Float) {
            let samples = raw.assumingMemoryBound(to: Sample.self)
            for index in 0..<count { scratch.append(convert(samples[first + index * step])) }
        }
        switch av_get_packed_sample_fmt(format) {
        case AV_SAMPLE_FMT_FLT: copy(Float.self) { $0 }
        case AV_SAMPLE_FMT_DBL: copy(Double.self) { Float($0) }
        case AV_SAMPLE_FMT_S16: copy(Int16.self) { Float($0) / 32768 }
        case AV_SAMPLE_FMT_S32: copy(Int32.self) { Float($0) / 2_147_483_648 }
        case AV_SAMPLE_FMT_U8: copy(UInt8.self) { (Float($0) - 128) / 128 }
        default: break
        }
    }
}
