internal import CTurboJPEG

/// Decodes motion JPEG to its planes, luma and both colour differences, as the camera compressed them: full range,
/// no colour conversion.
package struct PlanarDecoder: ~Copyable {
    /// More is a hostile header: this is an 8K picture.
    package static let mostPixels = 8192 * 4320

    private let handle: tjhandle
    package private(set) var width = 0
    package private(set) var height = 0
    /// How often chroma is halved across and down.
    package private(set) var across = 0
    package private(set) var down = 0
    /// Bytes of a luma row, and luma rows: an odd picture with halved chroma has one more than it shows.
    package private(set) var bytesPerRow = 0
    package private(set) var lumaRows = 0
    /// Luma, then U, then V; a grey picture has U and V of 128. Chroma rows have a luma row's bytes, halved.
    package private(set) var bytes: [UInt8] = []

    package init() throws(JPEGError) {
        guard let handle = tjInitDecompress() else { throw JPEGError("libjpeg-turbo gave no decoder") }
        self.handle = handle
    }

    deinit { tjDestroy(handle) }

    /// Fills `bytes`. Answers whether the picture was whole: a cut-off one is decoded as far as it goes.
    ///
    /// - Parameter denominator: 2, 4 or 8 for a picture so much smaller, at a fraction of the cost.
    package mutating func decode(
        _ picture: UnsafeRawBufferPointer, denominator: Int = 1
    ) throws(JPEGError) -> Bool {
        guard let start = picture.bindMemory(to: UInt8.self).baseAddress, picture.count > 4 else {
            throw JPEGError("it is empty")
        }
        let size = UInt(picture.count)
        let subsampling = try readHeader(start, size, Int32(max(1, min(8, denominator))))
        let lumaCount = bytesPerRow * lumaRows
        let chroma = (bytesPerRow >> across) * (lumaRows >> down)
        let total = lumaCount + 2 * chroma
        if bytes.count != total { bytes = [UInt8](repeating: 128, count: total) }
        if subsampling == TJSAMP_GRAY.rawValue {
            for place in lumaCount..<total { bytes[place] = 128 }
        }
        let (columns, rows) = (Int32(width), Int32(height))
        let handle = handle
        let result = bytes.withUnsafeMutableBufferPointer { bytes in
            var planes = [
                bytes.baseAddress, bytes.baseAddress.map { $0 + lumaCount },
                bytes.baseAddress.map { $0 + lumaCount + chroma },
            ]
            return tjDecompressToYUVPlanes(
                handle, start, size, &planes, columns, nil, rows, TJFLAG_FASTDCT | TJFLAG_LIMITSCANS)
        }
        if result == 0 { return true }
        // A warning means the decoder went on: a truncated or damaged picture.
        if tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue) { return false }
        throw problem()
    }

    /// Sets the size and the halvings; answers libjpeg-turbo's name for them.
    private mutating func readHeader(
        _ start: UnsafePointer<UInt8>, _ size: UInt, _ denominator: Int32
    ) throws(JPEGError) -> UInt32 {
        var (fullWidth, fullHeight): (Int32, Int32) = (0, 0)
        var (subsampling, colourSpace): (Int32, Int32) = (0, 0)
        guard
            tjDecompressHeader3(
                handle, start, size, &fullWidth, &fullHeight, &subsampling, &colourSpace) == 0
        else { throw problem() }
        // A header that ends before its size is a warning to the library, no error.
        guard fullWidth > 0, fullHeight > 0 else { throw JPEGError("it ends before it says its size") }
        guard Int(fullWidth) * Int(fullHeight) <= Self.mostPixels else {
            throw JPEGError("it claims \(fullWidth) × \(fullHeight) pixels")
        }
        let isYUV = colourSpace == Int32(TJCS_YCbCr.rawValue) || colourSpace == Int32(TJCS_GRAY.rawValue)
        guard isYUV, let halvings = Self.halvings(UInt32(bitPattern: subsampling)) else {
            throw JPEGError("its colours are not luma and colour differences")
        }
        (across, down) = halvings
        width = Int(onair_tj_scaled(fullWidth, denominator))
        height = Int(onair_tj_scaled(fullHeight, denominator))
        // libjpeg-turbo pads luma to whole chroma samples (tjPlaneWidth).
        bytesPerRow = ((width + (1 << across) - 1) >> across) << across
        lumaRows = ((height + (1 << down) - 1) >> down) << down
        return UInt32(bitPattern: subsampling)
    }

    private static func halvings(_ subsampling: UInt32) -> (across: Int, down: Int)? {
        switch subsampling {
        case TJSAMP_444.rawValue: (0, 0)
        case TJSAMP_422.rawValue: (1, 0)
        case TJSAMP_420.rawValue, TJSAMP_GRAY.rawValue: (1, 1)
        case TJSAMP_440.rawValue: (0, 1)
        case TJSAMP_411.rawValue: (2, 0)
        default: nil
        }
    }

    private borrowing func problem() -> JPEGError {
        JPEGError(tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown")
    }
}
