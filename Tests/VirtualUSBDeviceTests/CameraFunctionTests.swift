import Testing

@testable import virtual_usb_device

/// What the camera counts of itself, its controls, its film.
struct CameraFunctionTests {
    static let mode = VideoMode(width: 64, height: 4, framesPerSecond: 10)

    /// A camera that was asked for some pictures at its own rate, and what it sent.
    static func camera(_ environment: [String: String], pictures: Int, film: Film? = nil) -> (
        CameraFunction, [Reply]
    ) {
        let camera = CameraFunction(
            mode: mode, speed: .high, faults: Faults(environment: environment), film: film)
        var replies: [Reply] = []
        for step in 0..<pictures {
            var waiting = FunctionTests.bulk(2)
            _ = camera.service(&waiting, now: 1 + UInt64(step) * 100_000_000) { replies.append($0) }
        }
        return (camera, replies)
    }

    @Test func `a camera counts what it did`() {
        let faults = ["FAULT_ERROR_EVERY": "2", "FAULT_SHORT_EVERY": "3", "FAULT_FREEZE_AFTER": "4"]
        let (camera, _) = Self.camera(faults, pictures: 6)
        #expect(camera.tally.pictures == 6 && camera.tally.sent == 6 && camera.tally.missed == 0)
        #expect(camera.tally.flagged == 3 && camera.tally.short == 2 && camera.tally.repeated == 2)
        #expect(camera.tallyLine.hasPrefix("{\"streams\": 0, \"pictures\": 6"))
    }

    @Test func `a picture that nobody fetches in time is counted as missed`() {
        let camera = CameraFunction(mode: Self.mode, speed: .high, faults: Faults())
        var waiting = FunctionTests.bulk(1)
        _ = camera.service(&waiting, now: 1) { _ in }
        _ = camera.service(&waiting, now: 300_000_001) { _ in }
        #expect(camera.tally.pictures == 4 && camera.tally.sent == 2 && camera.tally.missed == 2)
    }

    @Test func `a camera that has sent its last picture sends none in the next stream either`() {
        let (camera, replies) = Self.camera(["FAULT_END_AFTER": "3"], pictures: 5)
        camera.reset()
        var waiting = FunctionTests.bulk(2)
        _ = camera.service(&waiting, now: 1_000_000_000) { _ in }
        #expect(replies.count == 3 && waiting.count == 2 && camera.tally.sent == 3)
    }

    @Test func `a broken wire ends every transfer with a protocol error`() {
        let (_, replies) = Self.camera(["FAULT_FAIL_AFTER": "1"], pictures: 2)
        #expect(replies.map { $0.head.big(at: 20) } == [0, USBIP.protocolError, USBIP.protocolError])
    }

    @Test func `in the dark a camera that may slow down halves its rate`() {
        let (steady, _) = Self.camera(["FAULT_DARK": "1"], pictures: 4)
        #expect(steady.tally.pictures == 4)
        var controls = CameraControls()
        controls["dynamic-rate"] = 1
        let camera = CameraFunction(
            mode: Self.mode, speed: .high, faults: Faults(environment: ["FAULT_DARK": "1"]),
            controls: controls)
        var waiting = FunctionTests.bulk(8)
        _ = camera.service(&waiting, now: 1) { _ in }
        #expect(camera.service(&waiting, now: 300_000_001) { _ in } == 400_000_001)
        #expect(camera.tally.pictures == 2)
    }

    @Test func `a film of Motion JPEG is cut at its pictures, and repeats`() throws {
        let one: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 0xFF, 0xD9]
        let two: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDB, 2, 3, 0xFF, 0xD9]
        let film = try #require(Film(motionJPEG: one + two))
        let (_, replies) = Self.camera([:], pictures: 3, film: film)
        #expect(replies.map { Array($0.body) } == [one, two, one])
        #expect(Film(motionJPEG: [1, 2, 3]) == nil)
    }

    @Test func `controls are read and set where their unit says, and the shutter only by hand`() throws {
        let (camera, _) = Self.camera([:], pictures: 0)
        var setup = SetupPacket()
        // Power line frequency: selector 5 of the processing unit 2.
        (setup.request, setup.value, setup.index) = (ClassRequest.getMaximum, 0x0500, 0x0200)
        #expect(camera.read(setup) == [2])
        setup.request = ClassRequest.setCurrent
        #expect(camera.write(setup, [9]) && camera.controls["mains"] == 2)
        // The shutter: selector 17 of the terminal 1.
        (setup.value, setup.index) = (0x1100, 0x0100)
        #expect(!camera.write(setup, [1]) && camera.controls["privacy"] == 0)
    }

    @Test func `a camera without power for its sensor refuses to stream`() {
        let (camera, _) = Self.camera(["FAULT_REFUSE_STREAM": "1"], pictures: 0)
        var commit = SetupPacket()
        (commit.request, commit.value, commit.index) = (ClassRequest.setCurrent, 0x0200, 0x0001)
        #expect(!camera.write(commit, []))
    }
}
