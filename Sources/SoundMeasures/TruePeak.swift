import Glibc

/// The highest point of one channel's wave between its samples (ITU-R BS.1770, annex 2): four times as many samples below
/// 96 kHz, twice as many below 192 kHz, by the filter that libebur128 uses.
///
/// The filter cannot raise a stretch above its highest sample times the sum of its taps; a stretch that cannot come
/// above what was already found is not filtered at all, which spares most of speech.
package struct TruePeak: Sendable {
    /// Samples that a stretch is judged by.
    private static let stretch = 64

    /// The taps of each phase between two samples, the newest sample's first.
    private let phases: [[Float]]
    private let reach: Int
    /// The most that a phase can make of full scale.
    private let gain: Float
    /// The last `reach` samples of before, then the block.
    private var buffer: [Float]
    /// The highest since the last `take`.
    private var highest: Float = 0

    /// `block` is the most samples that one call brings.
    package init(rate: Int, block: Int = 2400) {
        let factor = rate < 96_000 ? 4 : rate < 192_000 ? 2 : 1
        // A sinc of 49 taps through a Hann window. Phase 0 is the samples themselves.
        let half = 24
        phases = (1..<max(factor, 2)).filter { _ in factor > 1 }.map { phase in
            stride(from: phase, to: 2 * half + 1, by: factor).map { tap in
                let turn = Double(tap - half) * .pi / Double(factor)
                return Float(sin(turn) / turn * 0.5 * (1 - cos(2 * .pi * Double(tap) / Double(2 * half))))
            }
        }
        reach = max(0, (phases.map(\.count).max() ?? 1) - 1)
        gain = phases.map { $0.reduce(0) { $0 + $1.magnitude } }.max() ?? 1
        buffer = Array(repeating: 0, count: reach + block + 8)
    }

    /// Takes in any number of samples.
    package mutating func add(_ samples: Span<Float>) {
        let block = buffer.count - reach - 8
        var begin = 0
        while begin < samples.count {
            let part = samples.extracting(begin..<min(begin + block, samples.count))
            add(part, peak: Peak.amplitude(of: part))
            begin += part.count
        }
    }

    /// Takes in at most a block; the caller already knows its highest sample.
    mutating func add(_ samples: Span<Float>, peak: Float) {
        highest = max(highest, peak)
        guard !phases.isEmpty, reach + samples.count <= buffer.count - 8 else { return }
        let count = samples.count
        var found = highest
        buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            samples.withUnsafeBufferPointer { source in
                if let from = source.baseAddress { memcpy(start + reach, from, count * 4) }
            }
            var begin = 0
            while begin < count {
                let end = min(begin + Self.stretch, count)
                let around = UnsafeBufferPointer(start: start + begin, count: reach + end - begin)
                if Peak.amplitude(of: around.span) * gain > found {
                    for phase in phases { Self.filter(start, phase, begin..<end, reach, &found) }
                }
                begin = end
            }
            memmove(start, start + count, reach * 4)
        }
        highest = found
    }

    /// Eight neighbours at once; what the last eight have beyond the stretch's end is left out.
    @inline(__always)
    private static func filter(
        _ start: UnsafePointer<Float>, _ taps: [Float], _ range: Range<Int>, _ reach: Int,
        _ highest: inout Float
    ) {
        let raw = UnsafeRawPointer(start)
        var largest = SIMD8<Float>()
        taps.withUnsafeBufferPointer { taps in
            var index = range.lowerBound
            while index < range.upperBound {
                var sum = SIMD8<Float>()
                for tap in 0..<taps.count {
                    let bytes = (index + reach - tap) * MemoryLayout<Float>.stride
                    sum += raw.loadUnaligned(fromByteOffset: bytes, as: SIMD8<Float>.self) * taps[tap]
                }
                let inside = range.upperBound - index
                if inside < 8 { for lane in inside..<8 { sum[lane] = 0 } }
                largest = pointwiseMax(largest, pointwiseMax(sum, -sum))
                index += 8
            }
        }
        highest = max(highest, largest.max())
    }

    /// The highest amplitude since the last call.
    package mutating func take() -> Float {
        defer { highest = 0 }
        return highest
    }
}
