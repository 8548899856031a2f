import Glibc

/// A colour as people see it: CIE 1976 L*a*b* under D65.
package struct LabColour: Hashable, Codable, Sendable {
    package var l: Double
    package var a: Double
    package var b: Double

    package init(l: Double, a: Double, b: Double) {
        self.l = l
        self.a = a
        self.b = b
    }

    /// Of a camera's colour: the BT.709 curve is taken off, the primaries are BT.709's.
    package init(_ colour: RGB) {
        let (r, g, b) = (Self.linear(colour.red), Self.linear(colour.green), Self.linear(colour.blue))
        let x = 0.4123908 * r + 0.3575843 * g + 0.1804808 * b
        let y = 0.2126390 * r + 0.7151687 * g + 0.0721923 * b
        let z = 0.0193308 * r + 0.1191948 * g + 0.9505322 * b
        let (fx, fy, fz) = (Self.root(x / 0.9504559), Self.root(y), Self.root(z / 1.0890578))
        self.init(l: 116 * fy - 16, a: 500 * (fx - fy), b: 200 * (fy - fz))
    }

    /// ITU-R BT.709's transfer function, turned round.
    private static func linear(_ value: Double) -> Double {
        let value = min(1, max(0, value))
        return value < 0.081 ? value / 4.5 : pow((value + 0.099) / 1.099, 1 / 0.45)
    }

    private static func root(_ value: Double) -> Double {
        value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
    }
}
