/// How far luma runs: a limited 16 is the black that a full 0 is.
package enum LumaRange: Sendable {
    case limited, full

    /// The brightest code that still counts as black: 10 % of the range. 16 + 0.10 · 219 = 37, 0.10 · 255 = 25
    /// (the defaults of ffmpeg's blackdetect).
    package var blackest: UInt8 { self == .limited ? 37 : 25 }

    /// A luma code as a share of the range, 0...1.
    package func share(ofCode code: Double) -> Double {
        let share = self == .limited ? (code - 16) / 219 : code / 255
        return min(1, max(0, share))
    }
}

/// Where the luma bytes of one picture lie; borrows the buffer it points into and lives no longer than that.
package struct LumaPlane {
    /// How luma sits among the other samples of a row.
    package enum Packing: Sendable {
        /// Luma alone: NV12, YU12, GREY and decoded JPEG.
        case planar
        /// Y first, then U or V: YUYV.
        case lumaFirst
        /// U or V first, then Y: UYVY.
        case chromaFirst
    }

    package let bytes: UnsafeRawBufferPointer
    package let width: Int
    package let height: Int
    package let bytesPerRow: Int
    package let range: LumaRange
    /// From one luma byte to the next in a row.
    package let step: Int
    /// From the start of a row to its first luma byte.
    package let offset: Int

    /// Nil when the buffer is too short for the picture: a truncated frame has no honest measure.
    /// `bytesPerRow` 0 means rows without padding.
    package init?(
        _ bytes: UnsafeRawBufferPointer, width: Int, height: Int, bytesPerRow: Int = 0,
        packing: Packing = .planar, range: LumaRange
    ) {
        guard width > 0, height > 0 else { return nil }
        step = packing == .planar ? 1 : 2
        offset = packing == .chromaFirst ? 1 : 0
        self.bytesPerRow = max(bytesPerRow, width * step)
        guard bytes.count >= (height - 1) * self.bytesPerRow + (width - 1) * step + offset + 1 else {
            return nil
        }
        self.bytes = bytes
        self.width = width
        self.height = height
        self.range = range
    }
}
