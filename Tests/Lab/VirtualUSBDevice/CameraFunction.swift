/// A webcam: YUYV pictures over a bulk endpoint at a steady rate, one brightness control.
package final class CameraFunction: Function {
    package let mode: VideoMode
    package let speed: Speed
    private let faults: Faults
    private var brightness = 128
    private var picture: MovingPicture

    /// Pictures since the stream began, counting those that nobody fetched in time.
    private var frame = 0
    private var nextFrameAt: UInt64?
    /// What is left to send of the present picture; nil between pictures.
    private var cursor: (frame: Int, offset: Int, end: Int)?

    package init(mode: VideoMode, speed: Speed, faults: Faults) {
        self.mode = mode
        self.speed = speed
        self.faults = faults
        picture = MovingPicture(width: mode.width, height: mode.height)
    }

    package var classCode: UInt8 { 0xEF }
    package var interfaces: (count: Int, bytes: [UInt8]) {
        (2, CameraDescriptors.interfaces(mode, speed: speed))
    }

    package func reset() {
        frame = 0
        nextFrameAt = nil
        cursor = nil
    }

    package func read(_ setup: SetupPacket) -> [UInt8]? {
        switch (setup.interface, setup.entity, setup.selector) {
        case (Int(CameraDescriptors.streaming), 0, 1...2):
            return setup.request == ClassRequest.getInfo ? [3] : readProbe(setup.request)
        case (Int(CameraDescriptors.control), CameraDescriptors.processingUnit, 2):
            return readBrightness(setup.request)
        case (Int(CameraDescriptors.control), 0, 2):
            // What was wrong with the last stalled request: an invalid control.
            return [6]
        default:
            return nil
        }
    }

    package func write(_ setup: SetupPacket, _ data: [UInt8]) -> Bool {
        switch (setup.interface, setup.entity, setup.selector) {
        case (Int(CameraDescriptors.streaming), 0, 1):
            return true
        case (Int(CameraDescriptors.streaming), 0, 2):
            reset()
            return true
        case (Int(CameraDescriptors.control), CameraDescriptors.processingUnit, 2):
            brightness = min(255, data.little16(at: 0))
            return true
        default:
            return false
        }
    }

    private func readProbe(_ request: UInt8) -> [UInt8] {
        if request == ClassRequest.getLength { return [34, 0] }
        // UVC 1.1 table 4-75; one mode, so every answer is that mode.
        var bytes: [UInt8] = [0, 0, 1, 1]
        bytes.appendLittle(mode.interval, 4)
        bytes += [UInt8](repeating: 0, count: 10)
        bytes.appendLittle(mode.frameBytes, 4)
        bytes.appendLittle(CameraDescriptors.payloadBytes(speed), 4)
        bytes.appendLittle(48_000_000, 4)
        return bytes + [3, 0, 1, 1]
    }

    private func readBrightness(_ request: UInt8) -> [UInt8]? {
        var bytes: [UInt8] = []
        switch request {
        case ClassRequest.getCurrent: bytes.appendLittle(brightness, 2)
        case ClassRequest.getMinimum: bytes.appendLittle(0, 2)
        case ClassRequest.getMaximum: bytes.appendLittle(255, 2)
        case ClassRequest.getResolution: bytes.appendLittle(1, 2)
        case ClassRequest.getDefault: bytes.appendLittle(128, 2)
        case ClassRequest.getLength: bytes = [2, 0]
        case ClassRequest.getInfo: bytes = [3]
        default: return nil
        }
        return bytes
    }
}

extension CameraFunction {
    package func service(_ waiting: inout [Transfer], now: UInt64, send: (Reply) -> Void) -> UInt64? {
        // The sensor runs from the first transfer on; before that nobody looks.
        guard !waiting.isEmpty || nextFrameAt != nil else { return nil }
        let interval = UInt64(1_000_000_000 / mode.framesPerSecond)
        var due = nextFrameAt ?? now
        while due <= now {
            beginFrame()
            due += interval
        }
        nextFrameAt = due
        while !waiting.isEmpty, cursor != nil {
            let (header, part) = nextPayload()
            send(waiting.removeFirst().reply(prefix: header, body: part))
        }
        return due
    }

    /// The next picture is ready; one that is still being fetched goes on, and this one is lost.
    private func beginFrame() {
        frame += 1
        if cursor != nil { return }
        if faults.stallAfter > 0, frame > faults.stallAfter { return }
        if faults.freezeAfter == 0 || frame <= faults.freezeAfter {
            let black = faults.blackAfter > 0 && frame > faults.blackAfter
            picture.draw(step: frame, brightness: brightness, black: black)
        }
        let short = faults.shortEvery > 0 && frame.isMultiple(of: faults.shortEvery)
        cursor = (frame, 0, short ? mode.frameBytes / 2 : mode.frameBytes)
    }

    /// Two header bytes and as much of the picture as one transfer takes.
    private func nextPayload() -> (header: [UInt8], part: ArraySlice<UInt8>) {
        guard let (number, offset, end) = cursor else { return ([], []) }
        let next = min(end, offset + CameraDescriptors.payloadBytes(speed) - 2)
        // Header bits: 0 alternates from picture to picture, 1 ends it, 6 is the error, 7 ends the header.
        var flags: UInt8 = 0x80 | UInt8(number & 1)
        if next == end { flags |= 0x02 }
        if faults.errorEvery > 0, number.isMultiple(of: faults.errorEvery) { flags |= 0x40 }
        cursor = next == end ? nil : (number, next, end)
        return ([2, flags], picture.bytes[offset..<next])
    }
}
