/// How far the codes run: a limited 16 is the black that a full 0 is.
package enum LumaRange: Hashable, Sendable {
    case limited, full

    /// The code of black.
    package var black: Double { self == .limited ? 16 : 0 }

    /// Codes from black to white.
    package var span: Double { self == .limited ? 219 : 255 }

    /// Codes from the least to the greatest colour difference, 128 being none.
    package var chromaSpan: Double { self == .limited ? 224 : 255 }

    /// The brightest code that still counts as black: 10 % of the range. 16 + 0.10 · 219 = 37, 0.10 · 255 = 25
    /// (the defaults of ffmpeg's blackdetect).
    package var blackest: UInt8 { self == .limited ? 37 : 25 }

    /// A luma code as a share of the range, 0...1.
    package func share(ofCode code: Double) -> Double { min(1, max(0, (code - black) / span)) }

    /// The code of a luma given on the full scale 0...255: limits are written on that scale and hold in both ranges.
    package func code(ofFull value: Double) -> Double { black + value * span / 255 }
}

/// How luma and colour differences are made of red, green and blue.
package enum ColourMatrix: Hashable, Sendable {
    /// ITU-R BT.601: JPEG, and what V4L2 means by sRGB and SMPTE 170M.
    case bt601
    /// ITU-R BT.709: HD.
    case bt709

    /// The weight of red and of blue in luma.
    var weights: (red: Double, blue: Double) {
        switch self {
        case .bt601: (0.299, 0.114)
        case .bt709: (0.2126, 0.0722)
        }
    }

    /// Red, green and blue as shares 0...1 (beyond them where the codes say so) of one pixel's codes.
    package func colour(_ code: ColourCode, _ range: LumaRange) -> RGB {
        let (red, blue) = weights
        let luma = (code.luma - range.black) / range.span
        let blueness = (code.blue - 128) / range.chromaSpan * 2 * (1 - blue)
        let redness = (code.red - 128) / range.chromaSpan * 2 * (1 - red)
        let green = luma - (red * redness + blue * blueness) / (1 - red - blue)
        return RGB(red: luma + redness, green: green, blue: luma + blueness)
    }

    /// The codes of a colour.
    package func code(_ colour: RGB, _ range: LumaRange) -> ColourCode {
        let (red, blue) = weights
        let luma = red * colour.red + (1 - red - blue) * colour.green + blue * colour.blue
        return ColourCode(
            luma: range.black + luma * range.span,
            blue: 128 + (colour.blue - luma) / (2 * (1 - blue)) * range.chromaSpan,
            red: 128 + (colour.red - luma) / (2 * (1 - red)) * range.chromaSpan)
    }
}

/// Luma and the two colour differences of a pixel, or of the mean of many.
package struct ColourCode: Hashable, Sendable {
    package var luma: Double
    package var blue: Double
    package var red: Double

    package init(luma: Double, blue: Double, red: Double) {
        self.luma = luma
        self.blue = blue
        self.red = red
    }
}

/// Red, green and blue as transmitted (with gamma), 0...1.
package struct RGB: Hashable, Sendable {
    package var red: Double
    package var green: Double
    package var blue: Double

    package init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}
