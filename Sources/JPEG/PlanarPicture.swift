internal import CTurboJPEG

/// A picture in separate planes, as JPEG wants it: full range, chroma halved across, and down as well or not.
package struct PlanarPicture: Equatable, Sendable {
    package var width: Int
    package var height: Int
    package var luma: [UInt8]
    /// Both empty for a grey picture.
    package var blueChroma: [UInt8]
    package var redChroma: [UInt8]
    /// Chroma has half as many rows (4:2:0), not all of them (4:2:2).
    package var halvesRows: Bool

    package init(
        width: Int, height: Int, luma: [UInt8], blueChroma: [UInt8] = [], redChroma: [UInt8] = [],
        halvesRows: Bool = false
    ) {
        self.width = width
        self.height = height
        self.luma = luma
        self.blueChroma = blueChroma
        self.redChroma = redChroma
        self.halvesRows = halvesRows
    }

    /// Compresses to a JPEG file's bytes.
    package func jpeg(quality: Int = 80) throws(JPEGError) -> [UInt8] {
        let chromaCount = (width + 1) / 2 * (halvesRows ? (height + 1) / 2 : height)
        let isGrey = blueChroma.isEmpty
        guard width > 0, height > 0, luma.count == width * height,
            isGrey || blueChroma.count == chromaCount, redChroma.count == blueChroma.count
        else { throw JPEGError("its planes do not have its size") }
        guard let handle = tjInitCompress() else { throw JPEGError("libjpeg-turbo gave no encoder") }
        defer { tjDestroy(handle) }
        let subsampling = isGrey ? TJSAMP_GRAY : halvesRows ? TJSAMP_420 : TJSAMP_422
        var bytes: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        defer { tjFree(bytes) }
        let result = luma.withUnsafeBufferPointer { luma in
            blueChroma.withUnsafeBufferPointer { blue in
                redChroma.withUnsafeBufferPointer { red in
                    var planes = [luma.baseAddress, blue.baseAddress, red.baseAddress]
                    return tjCompressFromYUVPlanes(
                        handle, &planes, Int32(width), nil, Int32(height), Int32(subsampling.rawValue),
                        &bytes, &size, Int32(quality), 0)
                }
            }
        }
        guard result == 0, let bytes else {
            throw JPEGError(tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown")
        }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
    }
}
