internal import CFFmpeg

/// A key frame as it came, with all that a decoder needs: a picture can be made of it later, and seldom is.
package struct KeyFrame: Sendable {
    let codec: UInt32
    let setup: [UInt8]
    let bytes: [UInt8]
    let width: Int32
    let height: Int32
}

/// A decoded picture in planes, 4:2:0, as the codec had it.
package struct KeyPicture: Sendable {
    package var width = 0
    package var height = 0
    package var luma: [UInt8] = []
    package var blueChroma: [UInt8] = []
    package var redChroma: [UInt8] = []
    /// 0...255 rather than 16...235.
    package var isFullRange = false
}

extension InputFormat {
    /// Keeps a copy of a packet that is a key frame of a video stream; `nil` for any other.
    package func keyFrame(_ packet: borrowing MediaPacket) -> KeyFrame? {
        guard packet.isKey, packet.size > 0, let parameters = parameters(of: packet.stream),
            parameters.pointee.codec_type == AVMEDIA_TYPE_VIDEO, let data = packet.pointer.pointee.data
        else { return nil }
        let setup = parameters.pointee.extradata.map { start in
            Array(UnsafeBufferPointer(start: start, count: Int(parameters.pointee.extradata_size)))
        }
        return KeyFrame(
            codec: parameters.pointee.codec_id.rawValue, setup: setup ?? [],
            bytes: Array(UnsafeBufferPointer(start: data, count: packet.size)),
            width: parameters.pointee.width, height: parameters.pointee.height)
    }
}

extension KeyFrame {
    /// Decodes the picture, on one thread and with no state of the stream.
    package func picture() throws(FFmpegError) -> KeyPicture {
        let place = StreamAddress("key frame")
        func failed(_ code: Int32) -> FFmpegError { FFmpegError(code, action: "decode", of: place) }
        let identifier = AVCodecID(rawValue: codec)
        guard let decoder = avcodec_find_decoder(identifier) else { throw failed(onair_av_no_decoder) }
        var context = avcodec_alloc_context3(decoder)
        var packet = av_packet_alloc()
        var frame = av_frame_alloc()
        defer {
            av_frame_free(&frame)
            av_packet_free(&packet)
            avcodec_free_context(&context)
        }
        guard let context, let packet, let frame, av_new_packet(packet, Int32(bytes.count)) >= 0 else {
            throw failed(onair_av_error(ENOMEM))
        }
        packet.pointee.data.update(from: bytes, count: bytes.count)
        packet.pointee.flags = AV_PKT_FLAG_KEY
        context.pointee.thread_count = 1
        (context.pointee.width, context.pointee.height) = (width, height)
        if !setup.isEmpty {
            // The context frees it; the library wants room for reading past its end.
            let room = setup.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)
            guard let copy = av_mallocz(room)?.assumingMemoryBound(to: UInt8.self) else {
                throw failed(onair_av_error(ENOMEM))
            }
            copy.update(from: setup, count: setup.count)
            context.pointee.extradata = copy
            context.pointee.extradata_size = Int32(setup.count)
        }
        var code = avcodec_open2(context, decoder, nil)
        if code >= 0 { code = avcodec_send_packet(context, packet) }
        // The end, so that a decoder that waits for more frames gives this one.
        if code >= 0 { code = avcodec_send_packet(context, nil) }
        if code >= 0 { code = avcodec_receive_frame(context, frame) }
        guard code >= 0 else { throw failed(code) }
        guard let picture = KeyPicture(frame.pointee) else { throw failed(onair_av_invalid_data) }
        return picture
    }
}

extension KeyPicture {
    /// `nil` unless the frame is 8 bits, 4:2:0: what every platform takes.
    fileprivate init?(_ frame: AVFrame) {
        guard frame.format == AV_PIX_FMT_YUV420P.rawValue || frame.format == AV_PIX_FMT_YUVJ420P.rawValue
        else {
            return nil
        }
        width = Int(frame.width)
        height = Int(frame.height)
        isFullRange = frame.color_range == AVCOL_RANGE_JPEG || frame.format == AV_PIX_FMT_YUVJ420P.rawValue
        let (across, down) = ((width + 1) / 2, (height + 1) / 2)
        guard let luma = Self.plane(frame.data.0, frame.linesize.0, width, height),
            let blue = Self.plane(frame.data.1, frame.linesize.1, across, down),
            let red = Self.plane(frame.data.2, frame.linesize.2, across, down)
        else { return nil }
        (self.luma, blueChroma, redChroma) = (luma, blue, red)
    }

    private static func plane(
        _ start: UnsafeMutablePointer<UInt8>?, _ stride: Int32, _ width: Int, _ height: Int
    ) -> [UInt8]? {
        guard let start, Int(stride) >= width, width > 0, height > 0 else { return nil }
        return [UInt8](unsafeUninitializedCapacity: width * height) { plane, count in
            for row in 0..<height {
                plane.baseAddress?.advanced(by: row * width).update(
                    from: start.advanced(by: row * Int(stride)), count: width)
            }
            count = width * height
        }
    }
}
