/// What one buffer of a camera holds: the negotiated half of VIDIOC_G_FMT.
package struct PictureFormat: Equatable, Sendable, CustomStringConvertible {
    package var width: Int
    package var height: Int
    package var pixels: FourCC
    package var bytesPerRow: Int
    package var sizeOfImage: Int
    /// Luma runs 0...255 instead of 16...235.
    package var isFullRange: Bool
    /// Each buffer holds one field, not a whole picture.
    package var isInterlaced: Bool

    package init(
        width: Int, height: Int, pixels: FourCC, bytesPerRow: Int = 0, sizeOfImage: Int = 0,
        isFullRange: Bool = false, isInterlaced: Bool = false
    ) {
        self.width = width
        self.height = height
        self.pixels = pixels
        self.bytesPerRow = bytesPerRow
        self.sizeOfImage = sizeOfImage
        self.isFullRange = isFullRange
        self.isInterlaced = isInterlaced
    }

    /// Whether such a picture can be: drivers have answered 0 x 0, and sizes whose product does not fit a word.
    package var isPlausible: Bool {
        (1...32768).contains(width) && (1...32768).contains(height) && (0...1 << 20).contains(bytesPerRow)
            && (0...1 << 30).contains(sizeOfImage)
    }

    package var isCompressed: Bool { pixels == .mjpg || pixels == .jpeg }

    /// "MJPG 1280x720", the form a profile and a reading use.
    package var description: String { "\(pixels) \(width)x\(height)" }
}

/// Seconds a frame, kept as the exact fraction the driver speaks (1001/30000 is 29.97 Hz).
package struct FrameInterval: Hashable, Sendable {
    package var numerator: UInt32
    package var denominator: UInt32

    package init(numerator: UInt32, denominator: UInt32) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The interval for a rate in Hz; the NTSC family comes out as n·1000/1001.
    package init(rate: Double) {
        let whole = rate.rounded()
        if abs(rate - whole) < 0.001 {
            self.init(numerator: 1, denominator: UInt32(clamping: Int(whole)))
        } else if abs(rate - (rate.rounded(.up) * 1000 / 1001)) < 0.01 {
            self.init(numerator: 1001, denominator: UInt32(clamping: Int(rate.rounded(.up)) * 1000))
        } else {
            self.init(numerator: 1000, denominator: UInt32(clamping: Int((rate * 1000).rounded())))
        }
    }

    /// Frames a second; nil where the driver says 0/0, which many capture cards do.
    package var rate: Double? {
        numerator == 0 || denominator == 0 ? nil : Double(denominator) / Double(numerator)
    }
}
