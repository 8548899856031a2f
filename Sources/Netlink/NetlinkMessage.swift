internal import CLinux
internal import SystemCalls

/// One netlink message: its type, its flags and its payload. Layout of `struct nlmsghdr`, 16 bytes:
/// u32 length, u16 type, u16 flags, u32 sequence, u32 port.
enum NetlinkMessage {
    static let headerLength = 16

    /// How a buffer of messages ended.
    enum Ending: Equatable {
        /// More datagrams follow (or this was not a dump).
        case open
        /// NLMSG_DONE: the dump is complete.
        case done
        /// The table changed under the dump (NLM_F_DUMP_INTR): what was read may miss entries.
        case interrupted
        /// NLMSG_ERROR with the code 0.
        case acknowledged
        /// NLMSG_ERROR with another, or a dump that failed half way.
        case failed(Errno)
    }

    /// Hands each payload to `body`, and says how the buffer ended.
    static func forEach(in span: RawSpan, _ body: (UInt16, RawSpan) -> Void) -> Ending {
        var offset = 0
        var interrupted = false
        while let length = span.integer(UInt32.self, at: offset),
            let type = span.integer(UInt16.self, at: offset + 4),
            let flags = span.integer(UInt16.self, at: offset + 6)
        {
            let end = offset + Int(length)
            guard Int(length) >= headerLength, end <= span.byteCount else { break }
            let payload = span.extracting(offset + headerLength..<end)
            interrupted = interrupted || flags & UInt16(NLM_F_DUMP_INTR) != 0
            switch Int32(type) {
            case NLMSG_DONE: return interrupted ? .interrupted : ending(ofDone: payload)
            case NLMSG_ERROR:
                let code = payload.integer(Int32.self, at: 0) ?? 0
                return code == 0 ? .acknowledged : .failed(Errno(0 &- code))
            case NLMSG_NOOP: break
            default: body(type, payload)
            }
            offset = NetlinkAttribute.aligned(end)
        }
        return interrupted ? .interrupted : .open
    }

    /// A dump that failed half way says so in the code that NLMSG_DONE carries.
    private static func ending(ofDone payload: RawSpan) -> Ending {
        let code = payload.integer(Int32.self, at: 0) ?? 0
        return code < 0 ? .failed(Errno(0 &- code)) : .done
    }

    /// The bytes of one request.
    static func request(type: UInt16, flags: Int32, sequence: UInt32, payload: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(native: UInt32(headerLength + payload.count))
        bytes.append(native: type)
        bytes.append(native: UInt16(truncatingIfNeeded: flags))
        bytes.append(native: sequence)
        bytes.append(native: UInt32(0))  // the kernel fills in our port
        return bytes + payload
    }
}

extension [UInt8] {
    /// Appends an integer as the kernel on this machine reads it.
    mutating func append(native value: some FixedWidthInteger) {
        unsafe Swift.withUnsafeBytes(of: value) { unsafe append(contentsOf: $0) }
    }
}
