internal import CTurboJPEG

/// Decodes motion JPEG to a small grey picture: 1/8 or 1/4 of the size comes straight from the low DCT terms and
/// costs a fraction of a full decode.
package struct GreyDecoder: ~Copyable {
    private let handle: tjhandle
    package private(set) var width = 0
    package private(set) var height = 0
    package private(set) var codes: [UInt8] = []

    package init() throws(JPEGError) {
        guard let handle = tjInitDecompress() else { throw JPEGError("libjpeg-turbo gave no decoder") }
        self.handle = handle
    }

    deinit { tjDestroy(handle) }

    /// Fills `codes` with full-range luma. The scale is the smallest of 1/8, 1/4, 1/2, 1 that keeps
    /// `leastColumns`. Answers whether the picture was whole: a cut-off one is decoded as far as it goes.
    package mutating func decode(
        _ picture: UnsafeRawBufferPointer, leastColumns: Int = 150
    ) throws(JPEGError) -> Bool {
        guard let start = picture.bindMemory(to: UInt8.self).baseAddress, picture.count > 4 else {
            throw JPEGError("it is empty")
        }
        let size = UInt(picture.count)
        var (fullWidth, fullHeight): (Int32, Int32) = (0, 0)
        var (subsampling, colourSpace): (Int32, Int32) = (0, 0)
        guard
            tjDecompressHeader3(
                handle, start, size, &fullWidth, &fullHeight, &subsampling, &colourSpace) == 0
        else { throw problem() }
        // A header that ends before its size is a warning to the library, no error.
        guard fullWidth > 0, fullHeight > 0 else { throw JPEGError("it ends before it says its size") }
        guard Int(fullWidth) * Int(fullHeight) <= PlanarDecoder.mostPixels else {
            throw JPEGError("it claims \(fullWidth) × \(fullHeight) pixels")
        }
        let denominator =
            [Int32(8), 4, 2].first { onair_tj_scaled(fullWidth, $0) >= Int32(leastColumns) } ?? 1
        let scaledWidth = onair_tj_scaled(fullWidth, denominator)
        let scaledHeight = onair_tj_scaled(fullHeight, denominator)
        width = Int(scaledWidth)
        height = Int(scaledHeight)
        if codes.count != width * height { codes = [UInt8](repeating: 0, count: width * height) }
        let result = codes.withUnsafeMutableBufferPointer { codes in
            tjDecompress2(
                handle, start, size, codes.baseAddress, scaledWidth, scaledWidth, scaledHeight,
                Int32(TJPF_GRAY.rawValue), TJFLAG_FASTDCT | TJFLAG_LIMITSCANS)
        }
        if result == 0 { return true }
        // A warning means the decoder went on: a truncated or damaged picture.
        if tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue) { return false }
        throw problem()
    }

    private borrowing func problem() -> JPEGError {
        JPEGError(tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown")
    }
}
