/// A webcam: pictures over a bulk endpoint at a steady rate, and the controls a webcam has.
package final class CameraFunction: Function {
    package let mode: VideoMode
    package let speed: Speed
    private let faults: Faults
    package private(set) var controls: CameraControls
    package private(set) var tally = CameraTally()
    private var film: Film

    /// Pictures since the stream began, counting those that nobody fetched in time; and those that went out.
    private var frame = 0
    private var sent = 0
    private var nextFrameAt: UInt64?
    /// What is left to send of the present picture; nil between pictures.
    private var cursor: (offset: Int, end: Int, flags: UInt8)?
    private var picture: [UInt8] = []

    package init(
        mode: VideoMode, speed: Speed, faults: Faults, controls: CameraControls = CameraControls(),
        film: Film? = nil
    ) {
        self.mode = mode
        self.speed = speed
        self.faults = faults
        self.controls = controls
        self.film = film ?? .drawn(MovingPicture(width: mode.width, height: mode.height))
    }

    package var classCode: UInt8 { 0xEF }
    package var tallyLine: String { tally.line }
    package var interfaces: (count: Int, bytes: [UInt8]) {
        let shape = CameraDescriptors(
            mode: mode, speed: speed, isCompressed: film.isCompressed, controls: controls)
        return (2, shape.interfaces)
    }

    package func reset() {
        frame = 0
        sent = 0
        nextFrameAt = nil
        cursor = nil
    }

    package func read(_ setup: SetupPacket) -> [UInt8]? {
        switch (setup.interface, setup.entity, setup.selector) {
        case (Int(CameraDescriptors.streaming), 0, 1...2):
            return setup.request == ClassRequest.getInfo ? [3] : readProbe(setup.request)
        case (Int(CameraDescriptors.control), 0, 2):
            // What was wrong with the last stalled request: an invalid control.
            return [6]
        default:
            return controls.read(setup)
        }
    }

    package func write(_ setup: SetupPacket, _ data: [UInt8]) -> Bool {
        switch (setup.interface, setup.entity, setup.selector) {
        case (Int(CameraDescriptors.streaming), 0, 1):
            return true
        case (Int(CameraDescriptors.streaming), 0, 2):
            reset()
            tally.streams += 1
            return !faults.refusesStream
        default:
            return controls.write(setup, data)
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
}

extension CameraFunction {
    package func service(_ waiting: inout [Transfer], now: UInt64, send: (Reply) -> Void) -> UInt64? {
        // The sensor runs from the first transfer on; before that nobody looks.
        guard !waiting.isEmpty || nextFrameAt != nil else { return nil }
        var due = nextFrameAt ?? now
        while due <= now {
            beginFrame()
            due += interval
        }
        nextFrameAt = due
        if faults.failAfter > 0, frame > faults.failAfter {
            // The transfers end as those of a cable that breaks: EPROTO.
            for transfer in waiting { send(transfer.reply(status: USBIP.protocolError)) }
            waiting.removeAll()
            return due
        }
        while !waiting.isEmpty, cursor != nil {
            let (header, part) = nextPayload()
            send(waiting.removeFirst().reply(prefix: header, body: part))
        }
        return due
    }

    /// Nanoseconds between two pictures: twice as many in the dark, if the camera may slow down for light.
    private var interval: UInt64 {
        let usual = UInt64(1_000_000_000 / mode.framesPerSecond)
        return faults.isDark && controls["dynamic-rate"] == 1 ? usual * 2 : usual
    }

    private func isStalled(_ frame: Int) -> Bool {
        guard faults.stallAfter > 0, frame > faults.stallAfter else { return false }
        return faults.stallFor == 0 || frame <= faults.stallAfter + faults.stallFor
    }

    /// The next picture is ready; one that is still being fetched goes on, and this one is lost.
    private func beginFrame() {
        frame += 1
        tally.pictures += 1
        guard cursor == nil else {
            tally.missed += 1
            return
        }
        if isStalled(frame) || (faults.endAfter > 0 && tally.sent >= faults.endAfter) { return }
        if faults.freezeAfter > 0, frame > faults.freezeAfter {
            tally.repeated += 1
        } else {
            let black = faults.blackAfter > 0 && frame > faults.blackAfter
            picture = film.advance(step: frame, brightness: controls["brightness"], black: black)
        }
        tally.sent += 1
        sent += 1
        // Header bits: 0 alternates from sent picture to sent picture, 6 is the error, 7 ends the header.
        var flags: UInt8 = 0x80 | UInt8(tally.sent & 1)
        var end = picture.count
        if Self.isDue(faults.errorEvery, sent) {
            flags |= 0x40
            tally.flagged += 1
        }
        if Self.isDue(faults.shortEvery, sent) {
            end /= 2
            tally.short += 1
        }
        if Self.isDue(faults.breakEvery, sent) {
            picture = Film.broken(picture)
            tally.broken += 1
        }
        cursor = (0, end, flags)
    }

    private static func isDue(_ every: Int, _ number: Int) -> Bool {
        every > 0 && number.isMultiple(of: every)
    }

    /// Two header bytes and as much of the picture as one transfer takes.
    private func nextPayload() -> (header: [UInt8], part: ArraySlice<UInt8>) {
        guard let (offset, end, flags) = cursor else { return ([], []) }
        let next = min(end, offset + CameraDescriptors.payloadBytes(speed) - 2)
        cursor = next == end ? nil : (next, end, flags)
        // Bit 1 ends the picture.
        return ([2, next == end ? flags | 0x02 : flags], picture[offset..<next])
    }
}
