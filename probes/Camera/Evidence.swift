import JPEG
import Synchronization
import Video4Linux

/// The last good frame and the last bad one, kept so that they can be shown as evidence.
package final class EvidenceShelf: Sendable {
    /// Which frame.
    package enum Kind: String, Sendable {
        /// Whole, and neither black nor frozen.
        case good
        /// Damaged, black or frozen.
        case bad
    }

    private struct Kept: Sendable {
        var frames: [Kind: Evidence] = [:]
        var newest: Kind?
    }

    private let kept = Mutex(Kept())

    package init() {}

    /// The frame of a kind; without one the newest.
    package func picture(_ kind: Kind? = nil) -> Evidence? {
        kept.withLock { kept in (kind ?? kept.newest).flatMap { kept.frames[$0] } }
    }

    package func keep(_ bytes: UnsafeRawBufferPointer, _ format: PictureFormat, _ kind: Kind) {
        kept.withLock { kept in
            kept.newest = kind
            // The old allocation is used again: a frame is megabytes, twice a second.
            guard kept.frames[kind]?.bytes.count == bytes.count else {
                kept.frames[kind] = Evidence(format: format, bytes: Array(bytes))
                return
            }
            kept.frames[kind]?.format = format
            kept.frames[kind]?.bytes.withUnsafeMutableBytes { $0.copyMemory(from: bytes) }
        }
    }

    package func clear() { kept.withLock { $0 = Kept() } }
}

/// One frame as the camera sent it.
package struct Evidence: Sendable {
    package var format: PictureFormat
    package var bytes: [UInt8]

    package init(format: PictureFormat, bytes: [UInt8]) {
        self.format = format
        self.bytes = bytes
    }

    /// The frame as a JPEG file; a motion-JPEG frame already is one.
    package func jpeg() throws(JPEGError) -> [UInt8] {
        let (width, height) = (format.width, format.height)
        switch format.pixels {
        case .mjpg, .jpeg: return bytes
        case .grey:
            return try PlanarPicture(width: width, height: height, luma: plane(0, 1, width, height)).jpeg()
        case .yuyv: return try interleaved(luma: 0, blue: 1, red: 3)
        case .uyvy: return try interleaved(luma: 1, blue: 0, red: 2)
        case .nv12:
            let chroma = rowBytes(width) * height
            let (across, down) = ((width + 1) / 2, (height + 1) / 2)
            return try PlanarPicture(
                width: width, height: height, luma: plane(0, 1, width, height),
                blueChroma: plane(chroma, 2, across, down), redChroma: plane(chroma + 1, 2, across, down),
                halvesRows: true
            ).jpeg()
        case .yu12:
            let (across, down) = ((width + 1) / 2, (height + 1) / 2)
            let row = max(rowBytes(width) / 2, across)
            let blue = rowBytes(width) * height
            return try PlanarPicture(
                width: width, height: height, luma: plane(0, 1, width, height),
                blueChroma: plane(blue, 1, across, down, row: row),
                redChroma: plane(blue + row * down, 1, across, down, row: row), halvesRows: true
            ).jpeg()
        default: throw JPEGError("its pixel format \(format.pixels) is not handled")
        }
    }

    private func interleaved(luma: Int, blue: Int, red: Int) throws(JPEGError) -> [UInt8] {
        let across = (format.width + 1) / 2
        return try PlanarPicture(
            width: format.width, height: format.height, luma: plane(luma, 2, format.width, format.height),
            blueChroma: plane(blue, 4, across, format.height), redChroma: plane(red, 4, across, format.height)
        ).jpeg()
    }

    private func rowBytes(_ least: Int) -> Int { max(format.bytesPerRow, least) }

    /// Every `step`-th byte of each row from `start`, stretched to JPEG's full range; grey where the frame is short.
    private func plane(_ start: Int, _ step: Int, _ width: Int, _ height: Int, row bytesPerRow: Int? = nil)
        -> [UInt8]
    {
        let isPacked = format.pixels == .yuyv || format.pixels == .uyvy
        let stride = bytesPerRow ?? rowBytes(isPacked ? format.width * 2 : format.width)
        var plane = [UInt8](repeating: 128, count: width * height)
        let isLuma = width == format.width && height == format.height
        for row in 0..<height {
            var source = start + row * stride
            for column in 0..<width {
                if source < bytes.count { plane[row * width + column] = stretched(bytes[source], isLuma) }
                source += step
            }
        }
        return plane
    }

    /// 16...235 and 16...240 to 0...255.
    private func stretched(_ code: UInt8, _ isLuma: Bool) -> UInt8 {
        if format.isFullRange { return code }
        let value = isLuma ? (Int(code) - 16) * 255 / 219 : (Int(code) - 128) * 255 / 224 + 128
        return UInt8(min(255, max(0, value)))
    }
}
