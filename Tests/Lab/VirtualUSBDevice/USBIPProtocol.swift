/// The USB/IP packets that vhci_hcd and a device exchange; kernel Documentation/usb/usbip_protocol.rst.
package enum USBIP {
    /// Every packet begins with a header of this many bytes.
    package static let headerSize = 48
    /// One isochronous packet descriptor.
    package static let isoDescriptorSize = 16
    /// Linux error numbers as the protocol carries them: a stalled endpoint, an unlinked transfer, a broken wire.
    package static let stalled: Int32 = -32
    package static let unlinked: Int32 = -104
    /// EPROTO: bit stuffing, a lost answer, a bad checksum.
    package static let protocolError: Int32 = -71

    fileprivate static let submitCode: Int32 = 1
    fileprivate static let unlinkCode: Int32 = 2
    fileprivate static let submitReplyCode: Int32 = 3
    fileprivate static let unlinkReplyCode: Int32 = 4
}

/// A transfer the host asks for (USBIP_CMD_SUBMIT).
package struct Transfer: Equatable, Sendable {
    package var sequence: Int32
    /// True when data flows to the host.
    package var isInput: Bool
    package var endpoint: Int
    package var length: Int
    package var startFrame: Int32 = 0
    /// Lengths of the isochronous packets; empty for every other kind of transfer.
    package var isoLengths: [Int] = []
    package var setup = SetupPacket()
    /// What the host sent along, for transfers to the device.
    package var data: [UInt8] = []
}

/// A packet of the host, its header decoded.
package enum HostPacket: Equatable, Sendable {
    /// A transfer; `following` bytes still to be read: the data, then `isoCount` descriptors.
    case submit(Transfer, dataBytes: Int, isoCount: Int)
    /// Take back the transfer `target`.
    case unlink(sequence: Int32, target: Int32)
    case unknown(Int32)

    package init(header: [UInt8]) {
        let sequence = header.big(at: 4)
        switch header.big(at: 0) {
        case USBIP.submitCode:
            let transfer = Transfer(
                sequence: sequence, isInput: header.big(at: 12) == 1, endpoint: Int(header.big(at: 16)),
                length: Int(max(0, header.big(at: 24))), startFrame: header.big(at: 28),
                setup: SetupPacket(bytes: Array(header.dropFirst(40))))
            // 0 or −1 where there are none: kernels differ.
            let packets = Int(max(0, header.big(at: 32)))
            self = .submit(transfer, dataBytes: transfer.isInput ? 0 : transfer.length, isoCount: packets)
        case USBIP.unlinkCode:
            self = .unlink(sequence: sequence, target: header.big(at: 20))
        case let code:
            self = .unknown(code)
        }
    }
}

/// What goes back to the host. The body is sent from where it lies: a camera moves 14 MB a second, and
/// copying that three times over in a debug build inside an emulator costs the frame rate.
package struct Reply: Equatable, Sendable {
    package var head: [UInt8]
    package var body: ArraySlice<UInt8> = []
}

extension Transfer {
    /// Takes the packet lengths from the isochronous descriptors that followed the header.
    package mutating func adoptIsoDescriptors(_ bytes: [UInt8], count: Int) {
        isoLengths = (0..<count).map { Int(bytes.big(at: $0 * USBIP.isoDescriptorSize + 4)) }
    }

    /// The answer to a control, bulk or interrupt transfer (USBIP_RET_SUBMIT).
    package func reply(status: Int32 = 0, _ payload: [UInt8] = []) -> Reply {
        let sent = isInput ? payload.prefix(length) : []
        let moved = isInput ? sent.count : (status == 0 ? length : 0)
        return Reply(head: header(status: status, moved: moved, isoCount: 0), body: sent)
    }

    /// The same for a payload that is a few bytes of its own and then a part of something larger.
    package func reply(prefix: [UInt8], body: ArraySlice<UInt8>) -> Reply {
        let moved = prefix.count + body.count
        return Reply(head: header(status: 0, moved: moved, isoCount: 0) + prefix, body: body)
    }

    /// The answer to an isochronous transfer: the packets' bytes without gaps, then their descriptors.
    package func isoReply(_ packets: [[UInt8]]) -> Reply {
        var bytes = header(status: 0, moved: packets.reduce(0) { $0 + $1.count }, isoCount: packets.count)
        for packet in packets { bytes += packet }
        var offset: Int32 = 0
        for (length, packet) in zip(isoLengths, packets) {
            bytes.appendBig(offset)
            bytes.appendBig(Int32(length))
            bytes.appendBig(Int32(packet.count))
            bytes.appendBig(0)
            offset += Int32(length)
        }
        return Reply(head: bytes)
    }

    private func header(status: Int32, moved: Int, isoCount: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(USBIP.headerSize + moved + isoCount * USBIP.isoDescriptorSize)
        // Device, direction and endpoint are zero in replies: the host finds the transfer by its sequence.
        for field in [USBIP.submitReplyCode, sequence, 0, 0, 0, status, Int32(moved), startFrame] {
            bytes.appendBig(field)
        }
        for field in [Int32(isoCount), 0, 0, 0] { bytes.appendBig(field) }
        return bytes
    }
}

extension USBIP {
    /// The answer to an unlink: `unlinked` when the transfer was still ours, 0 when its reply is on the way.
    package static func unlinkReply(sequence: Int32, status: Int32) -> Reply {
        var bytes: [UInt8] = []
        for field in [unlinkReplyCode, sequence, 0, 0, 0, status] { bytes.appendBig(field) }
        return Reply(head: bytes + [UInt8](repeating: 0, count: headerSize - bytes.count))
    }
}
