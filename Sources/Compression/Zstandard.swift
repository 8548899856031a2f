import CZstd

/// Zstandard frames (RFC 8878) through libzstd: the only door to that library.
package enum Zstandard {
    /// Why bytes could not be packed or unpacked.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        package var description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// A block that claims to be larger than this is damaged, not large: it is refused before memory is taken.
    package static let largestBlock = 16 << 20

    /// One frame that states its own size. Level 9 is past the knee for blocks of a few KiB: higher levels gain
    /// under 1 % and cost a multiple.
    package static func compress(_ bytes: [UInt8], level: Int32 = 9) throws(Failure) -> [UInt8] {
        var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let count = ZSTD_compress(&packed, packed.count, bytes, bytes.count, level)
        try check(count)
        packed.removeLast(packed.count - count)
        return packed
    }

    /// The bytes of one frame.
    package static func decompress(_ frame: [UInt8]) throws(Failure) -> [UInt8] {
        var size = 0
        guard onair_zstd_content_size(frame, frame.count, &size) == 1 else {
            throw Failure("it is not a Zstandard frame")
        }
        guard size <= largestBlock else { throw Failure("it claims \(size) bytes") }
        var bytes = [UInt8](repeating: 0, count: size)
        let count = ZSTD_decompress(&bytes, size, frame, frame.count)
        try check(count)
        guard count == size else { throw Failure("it is shorter than it says") }
        return bytes
    }

    private static func check(_ result: Int) throws(Failure) {
        guard ZSTD_isError(result) != 0 else { return }
        throw Failure(String(cString: ZSTD_getErrorName(result)))
    }
}
