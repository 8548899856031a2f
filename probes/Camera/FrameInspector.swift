import Video4Linux

/// Looks whether a frame can be whole, whatever its format.
package struct FrameInspector: Sendable {
    /// What is wrong with a frame.
    package enum Fault: Equatable, Sendable {
        /// The driver marked it (V4L2_BUF_FLAG_ERROR).
        case flagged
        /// It has fewer bytes than its picture, or says it has more than its buffer.
        case size(String)
        /// Its structure is broken.
        case structure(String)
    }

    private let format: PictureFormat
    private let least: Int
    private var walk = MotionJPEGWalk()

    package init(_ format: PictureFormat) {
        self.format = format
        least = PictureReader.leastBytes(format)
    }

    package mutating func fault(_ filled: FilledBuffer, _ bytes: UnsafeRawBufferPointer) -> Fault? {
        if filled.isDamaged { return .flagged }
        if filled.bytesUsed > bytes.count {
            return .size("its driver says \(filled.bytesUsed) bytes in a buffer of \(bytes.count)")
        }
        if bytes.isEmpty { return .size("it is empty") }
        if format.isCompressed {
            return walk.fault(bytes, width: format.width, height: format.height).map { .structure($0) }
        }
        return bytes.count < least ? .size("it has \(bytes.count) of \(least) bytes") : nil
    }
}
