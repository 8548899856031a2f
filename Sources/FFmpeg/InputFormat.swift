internal import CFFmpeg

/// An opened stream or file: the demuxer and its connection. Owned once; every call that can block carries a
/// deadline and asks `isStopping` about every 100 ms while it waits.
package struct InputFormat: ~Copyable {
    private let context: UnsafeMutablePointer<AVFormatContext>
    private let interrupt: Interrupt
    private let address: StreamAddress
    /// Seconds a close may take: RTMP says good-bye to the server.
    private static let closeSeconds = 0.5

    /// Opens the address and reads as far as the container's header.
    /// - Parameters:
    ///   - isLive: packets as they come, nothing kept back (`nobuffer`); false for files measured whole.
    ///   - seconds: after so long the call ends with `.deadline`.
    ///   - isStopping: asked on this thread while the call waits; may do work; true ends the call.
    package init(
        opening address: StreamAddress, isLive: Bool, seconds: Double,
        isStopping: @escaping @Sendable () -> Bool
    ) throws(FFmpegError) {
        LibraryLog.start()
        if address.transport != .file { LibraryLog.hide([address.text]) }
        try address.refuseUnreadable()
        let interrupt = Interrupt(isStopping: isStopping)
        guard let allocated = avformat_alloc_context() else {
            throw FFmpegError(onair_av_error(ENOMEM), action: "open", of: address)
        }
        allocated.pointee.interrupt_callback = interrupt.callback
        allocated.pointee.flags |= isLive ? AVFMT_FLAG_NOBUFFER : 0
        // Bounds of looking for stream parameters: 1 s of media or 2 MB (a 1080p key frame has up to 0.5 MB).
        allocated.pointee.max_analyze_duration = 1_000_000
        allocated.pointee.probesize = 2_000_000
        // No guessing of the frame rate: we count frames ourselves.
        allocated.pointee.fps_probe_size = 0
        var context: UnsafeMutablePointer<AVFormatContext>? = allocated
        var options = OptionDictionary(address.options(seconds: seconds))
        let mark = LibraryLog.mark
        interrupt.allow(seconds: seconds)
        let code = avformat_open_input(&context, address.text, nil, &options.pointer)
        guard code >= 0, let context else {
            // The library has freed the context.
            throw FFmpegError(
                code, action: "open", of: address, log: LibraryLog.lines(since: mark),
                interrupted: interrupt.reason)
        }
        self.context = context
        self.interrupt = interrupt
        self.address = address
    }

    deinit {
        interrupt.allow(seconds: Self.closeSeconds)
        var context: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&context)
        withExtendedLifetime(interrupt) {}
    }

    /// Closes now; the connection's good-bye has half a second.
    package consuming func close() {}

    /// The demuxer's name: `flv`, `hls`, `mpegts`, `rtsp`.
    package var container: String { String(cString: context.pointee.iformat.pointee.name) }

    /// The streams found so far; an FLV or MPEG-TS shows more of them as packets come.
    package var streams: [MediaStream] {
        guard let list = context.pointee.streams else { return [] }
        return (0..<Int(context.pointee.nb_streams)).compactMap { index in
            list[index].map { MediaStream($0.pointee, index: index) }
        }
    }

    package var streamCount: Int { Int(context.pointee.nb_streams) }

    /// Reads until codecs and sizes are known, at most 1 s of media, 2 MB or `seconds`.
    package mutating func findStreams(seconds: Double) throws(FFmpegError) {
        let mark = LibraryLog.mark
        interrupt.allow(seconds: seconds)
        let code = avformat_find_stream_info(context, nil)
        // Not everything known in time is no failure: the packets tell the rest.
        if code < 0, interrupt.reason != .deadline || streamCount == 0 {
            throw FFmpegError(
                code, action: "read the streams of", of: address, log: LibraryLog.lines(since: mark),
                interrupted: interrupt.reason)
        }
    }

    /// The stream of a kind a player would show; nil when there is none.
    package func best(_ kind: MediaStream.Kind) -> Int? {
        let type: AVMediaType
        switch kind {
        case .video: type = AVMEDIA_TYPE_VIDEO
        case .audio: type = AVMEDIA_TYPE_AUDIO
        case .other: return nil
        }
        let index = av_find_best_stream(context, type, -1, -1, nil, 0)
        return index >= 0 ? Int(index) : nil
    }

    /// Drops the packets of all other streams: the variants of an HLS master are then not even fetched.
    package mutating func keep(only indices: Set<Int>) {
        guard let list = context.pointee.streams else { return }
        for index in 0..<streamCount {
            list[index]?.pointee.discard = indices.contains(index) ? AVDISCARD_DEFAULT : AVDISCARD_ALL
        }
    }

    /// Reads the next packet into `packet`. The end of the stream is the error `.ended`.
    package mutating func read(into packet: inout MediaPacket, seconds: Double) throws(FFmpegError) {
        av_packet_unref(packet.pointer)
        let mark = LibraryLog.mark
        interrupt.allow(seconds: seconds)
        let code = av_read_frame(context, packet.pointer)
        // A demuxer that is interrupted may still hand over the half packet it held: that is no arrival.
        guard code >= 0, interrupt.reason == nil else {
            throw FFmpegError(
                code, action: "read", of: address, log: LibraryLog.lines(since: mark),
                interrupted: interrupt.reason)
        }
        packet.arrival = Interrupt.now
    }

    /// What the container says of a stream's codec.
    func parameters(of index: Int) -> UnsafeMutablePointer<AVCodecParameters>? {
        guard index >= 0, index < streamCount else { return nil }
        return context.pointee.streams?[index]?.pointee.codecpar
    }

    /// A decoder for one audio stream of this input; nil when it is none or its codec is unknown here.
    package func audioDecoder(stream index: Int) throws(FFmpegError) -> AudioDecoder? {
        guard let parameters = parameters(of: index), parameters.pointee.codec_type == AVMEDIA_TYPE_AUDIO
        else { return nil }
        return try AudioDecoder(parameters: parameters, of: address)
    }
}

extension StreamAddress {
    /// What would block or fail oddly inside the library is refused before.
    fileprivate func refuseUnreadable() throws(FFmpegError) {
        if case .unsupported = transport {
            throw FFmpegError(onair_av_no_protocol, action: "open", of: self)
        }
        guard let path = filePath else { return }
        let problem = onair_file_kind(path)
        guard problem == 0 else { throw FFmpegError(onair_av_error(problem), action: "open", of: self) }
        if let fault = LocalPlaylist.fault(path) {
            throw FFmpegError(onair_av_invalid_data, action: "open", of: self, log: [fault])
        }
    }
}
