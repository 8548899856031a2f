import StudioModel

/// How exactly a number is kept. Levels carry noise far below what anybody reads or judges, and noise does not
/// compress.
package enum Precision: Hashable, Sendable {
    case decimals(Int)
    case significant(Int)
    case exact

    /// Sound levels, loudness and volume to 0.01 dB (hearing tells about 1 dB apart); times in milliseconds to
    /// 0.01; everything else to seven digits, which still shows a clock that is off by one in a million.
    package static func standard(for metric: Metric) -> Precision {
        let words = metric.rawValue.split(separator: ".")
        if words.contains(where: { ["level", "loudness", "volume", "rtt", "time"].contains($0) }) {
            return .decimals(2)
        }
        return .significant(7)
    }

    /// The number as it is kept.
    package func rounded(_ number: Double) -> Double {
        switch self {
        case .exact: number
        case .decimals(let decimals): Precision.round(number, decimals: decimals)
        case .significant(let digits): Precision.round(number, decimals: digits - Precision.magnitude(number))
        }
    }

    /// How many digits stand before the point: 3 for 123.4, −1 for 0.0123.
    private static func magnitude(_ number: Double) -> Int {
        var rest = abs(number)
        guard rest.isFinite, rest > 0 else { return 0 }
        var digits = 0
        while rest >= 1 {
            rest /= 10
            digits += 1
        }
        while rest < 0.1, digits > -12 {
            rest *= 10
            digits -= 1
        }
        return digits
    }

    private static func round(_ number: Double, decimals: Int) -> Double {
        guard abs(number) < 1e15 else { return number }
        if decimals >= 0 {
            let scale = powerOfTen(decimals)
            let scaled = number * scale
            return abs(scaled) < 9e15 ? scaled.rounded() / scale : number
        }
        let scale = powerOfTen(-decimals)
        return (number / scale).rounded() * scale
    }

    static func powerOfTen(_ exponent: Int) -> Double {
        (0..<max(0, exponent)).reduce(1) { power, _ in power * 10 }
    }
}
