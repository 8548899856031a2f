/// Checked loads from a kernel message. Reading past the end gives nil, never a trap: a short message
/// from an older kernel is a shorter answer, not an error.
extension RawSpan {
    /// A native-endian integer at a byte offset, or nil when the bytes are not all there.
    func integer<T: FixedWidthInteger & BitwiseCopyable>(_: T.Type, at offset: Int) -> T? {
        guard offset >= 0, offset <= byteCount - MemoryLayout<T>.size else { return nil }
        return unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: T.self)
    }

    /// An integer in network order (ports, netlink's few big-endian fields).
    func networkInteger<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: Int) -> T? {
        integer(type, at: offset).map(T.init(bigEndian:))
    }

    /// The bytes as an array, for the few fields that outlive the message.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        guard offset >= 0, count >= 0, offset <= byteCount - count else { return nil }
        return (offset..<offset + count).map { unsafe unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    }

    /// A NUL-terminated name such as an interface's.
    var cString: String {
        var bytes: [UInt8] = []
        for index in 0..<byteCount {
            let byte = unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
            if byte == 0 { break }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
