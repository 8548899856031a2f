import SystemCalls
import Testing

@testable import Netlink

@Suite struct `Walking netlink messages` {
    /// Collects the types and payloads of a buffer.
    private func walk(_ buffer: [UInt8]) -> (
        types: [UInt16], payloads: [[UInt8]], ending: NetlinkMessage.Ending
    ) {
        var types: [UInt16] = []
        var payloads: [[UInt8]] = []
        let ending = NetlinkMessage.forEach(in: buffer.span.bytes) { type, payload in
            types.append(type)
            payloads.append(payload.bytes(at: 0, count: payload.byteCount) ?? [])
        }
        return (types, payloads, ending)
    }

    private let first = bytes(
        """
        15 00 00 00  10 00  02 00  01 00 00 00  00 00 00 00    # length 21, RTM_NEWLINK, NLM_F_MULTI
        aa bb cc dd ee  00 00 00    # five bytes and padding
        """)
    private let done = bytes("14 00 00 00  03 00  02 00  01 00 00 00  00 00 00 00  00 00 00 00")

    @Test func `padding between messages is stepped over and the end is seen`() {
        let walked = walk(first + first + done)
        #expect(walked.types == [16, 16])
        #expect(walked.payloads == [[0xAA, 0xBB, 0xCC, 0xDD, 0xEE], [0xAA, 0xBB, 0xCC, 0xDD, 0xEE]])
        #expect(walked.ending == .done)
    }

    @Test func `an error carries the kernel's number`() {
        let refused = bytes("14 00 00 00  02 00  00 00  01 00 00 00  00 00 00 00  fe ff ff ff    # -ENOENT")
        #expect(walk(refused).ending == .failed(Errno(2)))
    }

    @Test func `a dump that failed half way is not taken for a whole one`() {
        var failed = done
        failed.replaceSubrange(16..<20, with: [0xF4, 0xFF, 0xFF, 0xFF])  // -ENOMEM
        #expect(walk(first + failed).ending == .failed(Errno(12)))
    }

    @Test func `a dump under which the table changed says so`() {
        var changed = first
        changed[6] |= 0x10  // NLM_F_DUMP_INTR
        #expect(walk(changed + done).ending == .interrupted)
    }

    @Test(arguments: [0, 15, 22, 0xFFFF_FFFF] as [UInt32])
    func `a length that lies ends the walk`(length: UInt32) {
        var lying = Array(first.prefix(21))
        withUnsafeBytes(of: length) { lying.replaceSubrange(0..<4, with: $0) }
        #expect(walk(lying).types.isEmpty)
    }

    @Test func `a request begins with its own length`() {
        let request = NetlinkMessage.request(type: 18, flags: 0x301, sequence: 7, payload: [1, 2, 3, 4])
        #expect(request == bytes("14 00 00 00 12 00 01 03 07 00 00 00 00 00 00 00 01 02 03 04"))
    }
}
