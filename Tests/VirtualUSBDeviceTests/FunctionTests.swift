import Testing

@testable import virtual_usb_device

struct FunctionTests {
    static func bulk(_ count: Int) -> [Transfer] {
        (1...count).map { Transfer(sequence: Int32($0), isInput: true, endpoint: 1, length: 16_384) }
    }

    /// Runs a camera for some pictures, with always enough transfers waiting.
    /// - Returns: for each payload its header flags and its picture bytes.
    static func payloads(_ faults: Faults, pictures: Int) -> [(flags: UInt8, body: ArraySlice<UInt8>)] {
        let mode = VideoMode(width: 64, height: 4, framesPerSecond: 10)
        let camera = CameraFunction(mode: mode, speed: .high, faults: faults)
        var sent: [(UInt8, ArraySlice<UInt8>)] = []
        var waiting: [Transfer] = []
        for step in 0..<pictures {
            waiting = bulk(4)
            _ = camera.service(&waiting, now: 1 + UInt64(step) * 100_000_000) { reply in
                sent.append((reply.head[49], reply.body))
            }
        }
        return sent
    }

    @Test func `a camera sends each picture once, at its rate, and alternates the picture bit`() {
        let sent = Self.payloads(Faults(), pictures: 3)
        #expect(sent.map { $0.flags & 0x03 } == [0x03, 0x02, 0x03])
        #expect(sent.allSatisfy { $0.body.count == 64 * 4 * 2 })
        #expect(sent[0].body != sent[1].body)
    }

    @Test func `ordered faults reach the wire`() {
        let faults = Faults(environment: [
            "FAULT_ERROR_EVERY": "2", "FAULT_SHORT_EVERY": "3", "FAULT_FREEZE_AFTER": "4",
        ])
        let sent = Self.payloads(faults, pictures: 5)
        #expect(sent.map { $0.flags & 0x40 != 0 } == [false, true, false, true, false])
        #expect(sent.map(\.body.count) == [512, 512, 256, 512, 512])
        #expect(sent[4].body == sent[3].body)
    }

    @Test func `a stalled camera sends nothing more and no error`() {
        #expect(Self.payloads(Faults(environment: ["FAULT_STALL_AFTER": "2"]), pictures: 6).count == 2)
    }

    @Test
    func `a stall that is to end does, and the picture bit alternates from sent picture to sent picture`() {
        let faults = Faults(environment: ["FAULT_STALL_AFTER": "2", "FAULT_STALL_FOR": "1"])
        let sent = Self.payloads(faults, pictures: 5)
        #expect(sent.map { $0.flags & 1 } == [1, 0, 1, 0])
    }

    @Test func `a black picture has only the luma of black`() {
        let sent = Self.payloads(Faults(environment: ["FAULT_BLACK_AFTER": "1"]), pictures: 2)
        let luma = sent[1].body.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        #expect(luma.allSatisfy { $0 == MovingPicture.black })
    }

    @Test func `a microphone answers when its sound is due, and is silent when muted`() {
        let microphone = MicrophoneFunction(speed: .high, faults: Faults())
        var transfer = Transfer(sequence: 1, isInput: true, endpoint: 1, length: 980)
        transfer.isoLengths = [Int](repeating: 98, count: 10)
        var waiting = [transfer]
        var heard: [[UInt8]] = []
        let due = microphone.service(&waiting, now: 1_000_000) { heard.append($0.head) }
        #expect(due == 11_000_000 && heard.isEmpty)
        _ = microphone.service(&waiting, now: 11_000_000) { heard.append($0.head) }
        #expect(heard.first?.big(at: 24) == 960)

        var mute = SetupPacket()
        (mute.request, mute.value, mute.index) = (1, 0x0100, 0x0200)
        #expect(microphone.write(mute, [1]))
        waiting = [transfer]
        _ = microphone.service(&waiting, now: 21_000_000) { heard.append($0.head) }
        #expect(heard.count == 2 && heard[1][48..<(48 + 960)].allSatisfy { $0 == 0 })
    }

    @Test func `the volume control moves the level by its decibels`() {
        let microphone = MicrophoneFunction(speed: .high, faults: Faults())
        var volume = SetupPacket()
        (volume.request, volume.value, volume.index) = (1, 0x0200, 0x0200)
        // −20 dB in 1/256 dB is −5120, little-endian 0x00 0xEC.
        #expect(microphone.write(volume, [0x00, 0xEC]))
        var transfer = Transfer(sequence: 1, isInput: true, endpoint: 1, length: 98)
        transfer.isoLengths = [98]
        var waiting = [transfer]
        var samples: [Int16] = []
        for now: UInt64 in [0, 1_000_000] {
            _ = microphone.service(&waiting, now: now) { reply in
                samples = (0..<48).map { Int16(truncatingIfNeeded: reply.head.little16(at: 48 + $0 * 2)) }
            }
        }
        #expect(samples.max() == 1200)
    }
}
