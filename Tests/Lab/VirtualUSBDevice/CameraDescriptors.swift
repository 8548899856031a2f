/// The shape of the virtual camera's one video mode.
package struct VideoMode: Equatable, Sendable {
    package var width: Int
    package var height: Int
    package var framesPerSecond: Int

    /// Bytes of one YUYV picture; a compressed one is smaller.
    package var frameBytes: Int { width * height * 2 }
    /// UVC counts frame intervals in 100 ns.
    package var interval: Int { 10_000_000 / framesPerSecond }
}

/// Descriptors of a UVC 1.1 camera with one bulk endpoint: camera terminal 1 → processing unit 2 → output 3.
package struct CameraDescriptors {
    package static let dataEndpoint = 1
    package static let control: UInt8 = 0
    package static let streaming: UInt8 = 1

    package var mode: VideoMode
    package var speed: Speed
    package var isCompressed = false
    package var controls = CameraControls()

    /// The driver gives each bulk transfer 32 packets at most (UVC_MAX_PACKETS); one payload fills one.
    package static func payloadBytes(_ speed: Speed) -> Int { 32 * packetBytes(speed) }

    static func packetBytes(_ speed: Speed) -> Int {
        switch speed {
        case .full: 64
        case .high: 512
        case .super: 1024
        }
    }

    package var interfaces: [UInt8] {
        var bytes: [UInt8] = [8, 11, Self.control, 2, 0x0E, 3, 0, 0]
        bytes += [9, 4, Self.control, 0, 0, 0x0E, 1, 0, 0] + controlEntities
        bytes += [9, 4, Self.streaming, 0, 1, 0x0E, 2, 0, 0] + streamingFormats
        bytes += [7, 5, 0x81, 2]
        bytes.appendLittle(Self.packetBytes(speed), 2)
        bytes.append(0)
        // SuperSpeed endpoints carry a companion: no bursts, no streams.
        if speed == .super { bytes += [6, 0x30, 0, 0, 0, 0] }
        return bytes
    }

    private var controlEntities: [UInt8] {
        var camera: [UInt8] = [
            18, 0x24, 2, UInt8(CameraControls.sensor), 0x01, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 3,
        ]
        camera.appendLittle(controls.bits(of: CameraControls.sensor), 3)
        var processing: [UInt8] = [
            12, 0x24, 5, UInt8(CameraControls.processing), UInt8(CameraControls.sensor), 0, 0, 2,
        ]
        processing.appendLittle(controls.bits(of: CameraControls.processing), 2)
        processing += [0, 0]
        let output: [UInt8] = [9, 0x24, 3, 3, 0x01, 0x01, 0, UInt8(CameraControls.processing), 0]
        let entities = camera + processing + output
        var header: [UInt8] = [13, 0x24, 1, 0x10, 0x01]
        header.appendLittle(13 + entities.count, 2)
        header.appendLittle(48_000_000, 4)
        return header + [1, Self.streaming] + entities
    }

    private var streamingFormats: [UInt8] {
        // The GUID of YUY2: its four characters, then the tail common to all FOURCC GUIDs.
        let guid: [UInt8] = Array("YUY2".utf8) + [0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
        let format: [UInt8] =
            isCompressed
            ? [11, 0x24, 6, 1, 1, 0, 1, 0, 0, 0, 0] : [27, 0x24, 4, 1, 1] + guid + [16, 1, 0, 0, 0, 0]
        var frame: [UInt8] = [30, 0x24, isCompressed ? 7 : 5, 1, 0]
        frame.appendLittle(mode.width, 2)
        frame.appendLittle(mode.height, 2)
        let bitRate = mode.frameBytes * 8 * mode.framesPerSecond
        for value in [bitRate, bitRate, mode.frameBytes, mode.interval] { frame.appendLittle(value, 4) }
        frame.append(1)
        frame.appendLittle(mode.interval, 4)
        // BT.709 primaries and transfer, BT.601 matrix: what the UVC specification asks of YUY2.
        let body = format + frame + [6, 0x24, 0x0D, 1, 1, 4]
        var header: [UInt8] = [14, 0x24, 1, 1]
        header.appendLittle(14 + body.count, 2)
        return header + [0x81, 0, 3, 0, 0, 0, 1, 0] + body
    }
}
