import Testing

@testable import virtual_usb_device

struct ProtocolTests {
    /// A submit header: code 1, sequence 7, device 0x10001, direction in, then the fields named.
    static func submit(endpoint: Int32, length: Int32, packets: Int32, setup: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        for field in [1, 7, 0x10001, 1, endpoint, 0, length, 0, packets, 0] { bytes.appendBig(field) }
        return bytes + setup
    }

    @Test func `a submit header carries the setup packet`() throws {
        // GET_DESCRIPTOR(device), 64 bytes.
        let header = Self.submit(endpoint: 0, length: 64, packets: 0, setup: [0x80, 6, 0, 1, 0, 0, 64, 0])
        guard case .submit(let transfer, let dataBytes, let isoCount) = HostPacket(header: header) else {
            Issue.record("not read as a submit")
            return
        }
        #expect(header.count == USBIP.headerSize)
        #expect(transfer.sequence == 7 && transfer.isInput && transfer.length == 64)
        #expect(transfer.setup.request == 6 && transfer.setup.value == 0x0100 && transfer.setup.isStandard)
        #expect(dataBytes == 0 && isoCount == 0)
    }

    @Test func `minus one packets means that there are none`() {
        let header = Self.submit(endpoint: 1, length: 512, packets: -1, setup: [0, 0, 0, 0, 0, 0, 0, 0])
        guard case .submit(_, _, let isoCount) = HostPacket(header: header) else {
            Issue.record("not read as a submit")
            return
        }
        #expect(isoCount == 0)
    }

    @Test func `a reply never sends more than was asked for`() {
        let transfer = Transfer(sequence: 9, isInput: true, endpoint: 0, length: 2)
        let reply = transfer.reply([1, 2, 3, 4])
        #expect(reply.head.count == USBIP.headerSize)
        #expect(reply.head.big(at: 0) == 3 && reply.head.big(at: 4) == 9 && reply.head.big(at: 24) == 2)
        #expect(reply.body == [1, 2])
    }

    @Test func `isochronous packets travel without gaps and keep their places in the descriptors`() {
        var transfer = Transfer(sequence: 1, isInput: true, endpoint: 1, length: 20)
        transfer.isoLengths = [10, 10]
        let head = transfer.isoReply([[1, 2, 3], [4]]).head
        #expect(Array(head[48..<52]) == [1, 2, 3, 4])
        #expect(head.count == 48 + 4 + 32)
        // Second descriptor: offset 10, room 10, one byte used, status 0.
        #expect([68, 72, 76, 80].map { head.big(at: $0) } == [10, 10, 1, 0])
    }

    @Test func `an unlink of a waiting transfer is confirmed, a late one is not`() {
        let function = MicrophoneFunction(speed: .high, faults: Faults())
        var device = VirtualDevice(identity: DescriptorTests.camera, function: function)
        let waiting = Transfer(sequence: 5, isInput: true, endpoint: 1, length: 96)
        #expect(device.submit(waiting) == nil)
        #expect(device.unlink(sequence: 6, target: 5).head.big(at: 20) == USBIP.unlinked)
        #expect(device.unlink(sequence: 7, target: 5).head.big(at: 20) == 0)
    }
}
