import Testing

@testable import virtual_usb_device

/// Lengths inside descriptors are what drivers trust; one wrong byte and a device does not bind.
struct DescriptorTests {
    static let camera = DeviceIdentity(
        vendor: 0x046D, product: 0x0825, serial: "A1", name: "Lab Cam 2000", speed: .high)
    static let mode = VideoMode(width: 640, height: 360, framesPerSecond: 30)

    /// The descriptors of a configuration, cut at their own length bytes; nil when they do not add up.
    static func cut(_ bytes: [UInt8]) -> [[UInt8]]? {
        var parts: [[UInt8]] = []
        var rest = bytes[...]
        while let length = rest.first {
            guard length >= 2, rest.count >= Int(length) else { return nil }
            parts.append(Array(rest.prefix(Int(length))))
            rest = rest.dropFirst(Int(length))
        }
        return parts
    }

    @Test(arguments: [Speed.full, .high, .super])
    func `every descriptor of a camera is as long as it says`(speed: Speed) throws {
        var identity = Self.camera
        identity.speed = speed
        let function = CameraFunction(mode: Self.mode, speed: speed, faults: Faults())
        let bytes = identity.configurationDescriptor(
            interfaces: function.interfaces.count, body: function.interfaces.bytes)
        let parts = try #require(Self.cut(bytes))
        #expect(bytes.little16(at: 2) == bytes.count)
        #expect(parts.count { $0[1] == 4 } == 2)
        #expect(parts.contains { $0[1] == 0x30 } == (speed == .super))
    }

    @Test(arguments: [Speed.full, .high, .super])
    func `every descriptor of a microphone is as long as it says`(speed: Speed) throws {
        let function = MicrophoneFunction(speed: speed, faults: Faults())
        let parts = try #require(Self.cut(function.interfaces.bytes))
        // Three: the control interface, the streaming interface idle, and the same with its endpoint.
        #expect(parts.count { $0[1] == 4 } == 3)
        // The interval means one millisecond at every speed.
        let endpoint = try #require(parts.first { $0[1] == 5 })
        #expect(endpoint[6] == (speed == .full ? 1 : 4))
    }

    @Test func `the total lengths of the class headers cover what they head`() throws {
        let parts = try #require(Self.cut(CameraDescriptors(mode: Self.mode, speed: .high).interfaces))
        let classParts = parts.filter { $0[1] == 0x24 }
        let controlSize = classParts.prefix(4).reduce(0) { $0 + $1.count }
        let streamingSize = classParts.dropFirst(4).reduce(0) { $0 + $1.count }
        #expect(classParts[0].little16(at: 5) == controlSize)
        #expect(classParts[4].little16(at: 4) == streamingSize)
    }

    @Test func `a film is announced as Motion JPEG, and the controls in their bits`() throws {
        let shape = CameraDescriptors(mode: Self.mode, speed: .high, isCompressed: true)
        let parts = try #require(Self.cut(shape.interfaces)).filter { $0[1] == 0x24 }
        // After four of the control interface and the header of the streaming one: MJPEG is format 6, frame 7.
        #expect(parts[5][2] == 6 && parts[6][2] == 7)
        // Exposure mode, dynamic rate, exposure time (bits 1 to 3) and the shutter (bit 18).
        #expect(Array(parts[1][15...17]) == [0x0E, 0, 0x04])
        #expect(Array(parts[2][8...9]) == [0x01, 0x04])
    }

    @Test func `a USB 3 device on a USB 2 port tells what it could do`() throws {
        var identity = Self.camera
        #expect(
            identity.capabilities == nil
                && identity.deviceDescriptor(classCode: 0xEF).little16(at: 2) == 0x0200)
        identity.isSuperSpeedCapable = true
        #expect(identity.deviceDescriptor(classCode: 0xEF).little16(at: 2) == 0x0210)
        let bytes = try #require(identity.capabilities)
        let parts = try #require(Self.cut(bytes))
        #expect(bytes.little16(at: 2) == bytes.count && Int(bytes[4]) == parts.count - 1)
        #expect(parts.contains { $0[2] == 3 })
    }

    @Test func `a device without a serial number names no string for it`() {
        var identity = Self.camera
        #expect(identity.deviceDescriptor(classCode: 0xEF)[16] == 3)
        identity.serial = nil
        #expect(identity.deviceDescriptor(classCode: 0xEF)[16] == 0)
        #expect(identity.stringDescriptor(3) == nil)
    }

    @Test func `a string descriptor is UTF-16 with its length in front`() {
        #expect(Self.camera.stringDescriptor(3) == [6, 3, 0x41, 0, 0x31, 0])
        #expect(Self.camera.stringDescriptor(0) == [4, 3, 0x09, 0x04])
    }
}
