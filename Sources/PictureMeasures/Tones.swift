/// Counts black and clipped pixels, every one of the picture: eight at a time, in one reading.
///
/// Clipped: R, G, B or Y lies over 246 of 255 (EBU R103: 5…246 in 8 bits). Limited codes are judged on the same
/// scale, stretched first. In units of luma codes, R = Y + r · V; so a pixel is clipped when Y and the greatest of
/// 0, r · V, b · U and the green share together pass the limit: all in 16 bits, seven of them behind the point.
struct Tones {
    /// The brightest value that is not clipped, of 255.
    static let clip = 246.0

    private(set) var black = 0
    private(set) var clipped = 0

    /// One over the brightest black: SSE compares for less, not for less or equal.
    private let firstGrey: SIMD8<Int16>
    private let limit: SIMD8<Int16>
    /// What U adds to blue and V to red; what each adds to green.
    private let direct: SIMD8<Int16>
    private let green: SIMD8<Int16>

    init(_ range: LumaRange, _ matrix: ColourMatrix) {
        let (red, blue) = matrix.weights
        let unit = 128 * range.span / range.chromaSpan
        let (blueGain, redGain) = (2 * (1 - blue), 2 * (1 - red))
        let rest = 1 - red - blue
        direct = Self.pairs(blueGain * unit, redGain * unit)
        green = Self.pairs(-blue * blueGain / rest * unit, -red * redGain / rest * unit)
        firstGrey = SIMD8(repeating: Int16(range.blackest) + 1)
        limit = SIMD8(repeating: Int16(128 * range.code(ofFull: Self.clip)))
    }

    private static func pairs(_ blue: Double, _ red: Double) -> SIMD8<Int16> {
        let (u, v) = (Int16(blue.rounded()), Int16(red.rounded()))
        return SIMD8(u, v, u, v, u, v, u, v)
    }

    /// One row of Y U Y V, or of U Y V Y.
    mutating func count(_ row: RawSpan, isLumaFirst: Bool) {
        // Two loops, each with its order known: a question a vector would cost as much as the answer.
        if isLumaFirst { count(row, true) } else { count(row, false) }
    }

    @inline(__always)
    private mutating func count(_ row: RawSpan, _ isLumaFirst: Bool) {
        var blacks = SIMD8<Int16>.zero
        var clips = SIMD8<Int16>.zero
        let vectors = row.byteCount / 16
        for index in 0..<vectors {
            let words = unsafe row.unsafeLoadUnaligned(
                fromUncheckedByteOffset: index &* 16, as: SIMD8<UInt16>.self)
            add(words, isLumaFirst, &blacks, &clips)
        }
        let rest = vectors * 16
        if rest < row.byteCount {
            // Grey without colour fills the last vector: neither black nor clipped.
            var bytes = SIMD16<UInt8>(repeating: 128)
            for lane in rest..<row.byteCount {
                bytes[lane - rest] = row.unsafeLoad(fromByteOffset: lane, as: UInt8.self)
            }
            add(unsafeBitCast(bytes, to: SIMD8<UInt16>.self), isLumaFirst, &blacks, &clips)
        }
        black -= Int(blacks.wrappedSum())
        clipped -= Int(clips.wrappedSum())
    }

    /// A true lane of a comparison is −1: taking it away counts it.
    @inline(__always)
    private func add(
        _ words: SIMD8<UInt16>, _ isLumaFirst: Bool, _ blacks: inout SIMD8<Int16>,
        _ clips: inout SIMD8<Int16>
    ) {
        let (low, high) = (words & 0xFF, words &>> 8)
        let luma = SIMD8<Int16>(truncatingIfNeeded: isLumaFirst ? low : high)
        let chroma = SIMD8<Int16>(truncatingIfNeeded: isLumaFirst ? high : low) &- 128
        let colour = chroma &* direct
        let greens = chroma &* green
        // The green share is the same in both lanes of a pair: one exchange serves it and red and blue.
        let half = Self.greatest(colour, greens &+ Self.swapped(greens))
        let most = Self.greatest(Self.greatest(half, Self.swapped(half)), .zero)
        clips = clips &+ Self.mask(most .> (limit &- (luma &<< 7)))
        blacks = blacks &+ Self.mask(luma .< firstGrey)
    }

    @inline(__always)
    private static func mask(_ mask: SIMDMask<SIMD8<Int16>>) -> SIMD8<Int16> {
        SIMD8<Int16>.zero.replacing(with: SIMD8(repeating: -1), where: mask)
    }

    @inline(__always)
    private static func greatest(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD8<Int16> {
        a.replacing(with: b, where: a .< b)
    }

    /// U and V of each pair change places.
    @inline(__always)
    private static func swapped(_ v: SIMD8<Int16>) -> SIMD8<Int16> {
        SIMD8(v[1], v[0], v[3], v[2], v[5], v[4], v[7], v[6])
    }
}
