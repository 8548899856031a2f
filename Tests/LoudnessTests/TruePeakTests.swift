import Foundation
import Loudness
import Testing

/// Signals 15 to 23 of EBU Tech 3341:2023, Table 1: true peaks between the samples, +0.2/−0.4 dB.
@Suite struct TruePeakTests {
    private static let rate = 48_000.0

    private func truePeak(_ channel: [Float]) throws -> Double {
        var meter = try LoudnessMeter(channels: 2, rate: Int(Self.rate), measures: .truePeak)
        let stereo = channel.flatMap { [$0, $0] }
        try meter.add(stereo.span)
        return try meter.truePeak()
    }

    /// Fades of 10 ms at both ends: without them the cut itself is a peak.
    private static func faded(_ samples: [Double], rate: Double) -> [Double] {
        let length = Int(rate / 100)
        return samples.enumerated().map { index, sample in
            let edge = min(index, samples.count - 1 - index)
            return edge < length ? sample * Double(edge) / Double(length) : sample
        }
    }

    @Test(arguments: [
        (4.0, 0.5, 0.0, -6.0), (4, 0.5, 45, -6), (6, 0.5, 60, -6), (8, 0.5, 67.5, -6), (4, 1.41, 45, 3),
    ])
    func `signals 15 to 19 read the peak that no sample has`(
        divisor: Double, amplitude: Double, degrees: Double, expected: Double
    ) throws {
        let samples = (0..<48_000).map {
            amplitude * sin(2 * .pi * Double($0) / divisor + degrees / 180 * .pi)
        }
        let read = try truePeak(Self.faded(samples, rate: Self.rate).map(Float.init))
        #expect((-0.4...0.2).contains(read - expected), "\(read)")
    }

    @Test(arguments: 0..<4) func `signals 20 to 23 find one loud period wherever it is sampled`(offset: Int)
        throws
    {
        // fs/6 at half of full scale with one period of fs/4 at full scale in it, its phase going on, at 4·fs.
        let rate = 4 * Self.rate
        var (phase, samples): (Double, [Double]) = (0, [])
        let burst = 96_000..<(96_000 + 16)
        for index in 0..<192_000 {
            let isLoud = burst.contains(index)
            samples.append((isLoud ? 1 : 0.5) * sin(phase))
            phase += 2 * .pi * (isLoud ? Self.rate / 4 : Self.rate / 6) / rate
        }
        let decimated = Self.lowPassed(Self.faded(samples, rate: rate)).enumerated()
            .filter { $0.offset % 4 == offset }.map { Float($0.element) }
        let read = try truePeak(decimated)
        #expect((-0.4...0.2).contains(read), "\(read)")
    }

    /// What fits into 48 kHz: a windowed sinc (Blackman, 255 taps) with its edge at 22 kHz. The table names no filter.
    private static func lowPassed(_ samples: [Double]) -> [Double] {
        let (half, edge) = (127, 22_000 / (4 * rate))
        let taps = (-half...half).map { tap -> Double in
            let sinc = tap == 0 ? 2 * edge : sin(2 * .pi * edge * Double(tap)) / (.pi * Double(tap))
            let place = Double(tap + half) / Double(2 * half)
            return sinc * (0.42 - 0.5 * cos(2 * .pi * place) + 0.08 * cos(4 * .pi * place))
        }
        return samples.indices.map { index in
            // Only the neighbourhood of the loud period is worth filtering; the rest passes as it is.
            guard abs(index - 96_008) < 2000 else { return samples[index] }
            return (-half...half).reduce(0) { $0 + taps[$1 + half] * samples[index + $1] }
        }
    }
}
