internal import CFFmpeg

/// One packet's buffer, used again for each read. Owned once, freed on every path.
package struct MediaPacket: ~Copyable {
    let pointer: UnsafeMutablePointer<AVPacket>
    /// CLOCK_MONOTONIC nanoseconds at which the library handed the packet over.
    package internal(set) var arrival: UInt64 = 0

    package init() throws(FFmpegError) {
        guard let pointer = av_packet_alloc() else {
            throw FFmpegError(onair_av_error(ENOMEM), action: "keep a packet of", of: StreamAddress("memory"))
        }
        self.pointer = pointer
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&pointer)
    }

    package var stream: Int { Int(pointer.pointee.stream_index) }
    /// Bytes.
    package var size: Int { Int(pointer.pointee.size) }
    package var isKey: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }
    /// Ticks of the stream; nil where the container said none.
    package var decodeTime: Int64? { Self.time(pointer.pointee.dts) }
    package var presentationTime: Int64? { Self.time(pointer.pointee.pts) }

    private static func time(_ ticks: Int64) -> Int64? { ticks == onair_av_no_timestamp ? nil : ticks }
}
