import Glibc

/// A colour as people see it, CIE 1976 L*a*b* under D65, and how different two look: what the cameras of a studio are
/// compared by, each of which measures its own.
package struct SeenColour: Hashable, Sendable {
    package var l: Double
    package var a: Double
    package var b: Double

    package init(l: Double, a: Double, b: Double) {
        self.l = l
        self.a = a
        self.b = b
    }

    /// CIEDE2000, the difference that the eye sees: 1 is just visible. After Sharma, Wu and Dalal, “The CIEDE2000
    /// Color-Difference Formula”, 2005, whose test data it holds.
    package func difference(to other: SeenColour) -> Double {
        let meanChroma = (hypot(a, b) + hypot(other.a, other.b)) / 2
        let g = 0.5 * (1 - Self.saturation(meanChroma))
        let (a1, a2) = (a * (1 + g), other.a * (1 + g))
        let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
        let (h1, h2) = (Self.hue(a1, b), Self.hue(a2, other.b))
        let hasHue = c1 * c2 != 0
        let turn = hasHue ? Self.turn(h2 - h1) : 0
        let deltaH = 2 * (c1 * c2).squareRoot() * Self.sine(turn / 2)
        let meanL = (l + other.l) / 2
        let meanC = (c1 + c2) / 2
        let meanH = hasHue ? Self.meanHue(h1, h2) : h1 + h2
        let t =
            1 - 0.17 * Self.cosine(meanH - 30) + 0.24 * Self.cosine(2 * meanH)
            + 0.32 * Self.cosine(3 * meanH + 6) - 0.20 * Self.cosine(4 * meanH - 63)
        let square = (meanL - 50) * (meanL - 50)
        let sl = 1 + 0.015 * square / (20 + square).squareRoot()
        let lightness = (other.l - l) / sl
        let chroma = (c2 - c1) / (1 + 0.045 * meanC)
        let hue = deltaH / (1 + 0.015 * meanC * t)
        let bend = (meanH - 275) / 25
        let rotation = -Self.sine(60 * exp(-bend * bend)) * 2 * Self.saturation(meanC)
        return (lightness * lightness + chroma * chroma + hue * hue + rotation * chroma * hue).squareRoot()
    }

    /// The seventh power's share that bends the formula in the blue.
    private static func saturation(_ chroma: Double) -> Double {
        let power = pow(chroma, 7)
        return (power / (power + pow(25, 7))).squareRoot()
    }

    private static func hue(_ a: Double, _ b: Double) -> Double {
        guard a != 0 || b != 0 else { return 0 }
        let degrees = atan2(b, a) * 180 / .pi
        return degrees < 0 ? degrees + 360 : degrees
    }

    private static func turn(_ degrees: Double) -> Double {
        degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees
    }

    private static func meanHue(_ h1: Double, _ h2: Double) -> Double {
        let sum = h1 + h2
        if abs(h1 - h2) <= 180 { return sum / 2 }
        return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2
    }

    private static func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
    private static func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
}
