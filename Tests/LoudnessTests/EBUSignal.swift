import Glibc

/// Stereo test signals of EBU Tech 3341:2023, Table 1, made from the table alone: 1 kHz sine, in phase, with
/// the level of a step given as per-channel peak in dBFS (nil: silence).
struct EBUSignal {
    typealias Step = (seconds: Double, decibels: Double?)

    let samples: [Float]

    init(_ steps: [Step], rate: Int = 48_000) {
        var samples: [Float] = []
        var phase = 0
        for step in steps {
            let amplitude = step.decibels.map { pow(10, $0 / 20) } ?? 0
            for _ in 0..<Int((step.seconds * Double(rate)).rounded()) {
                let value = Float(amplitude * sin(2 * .pi * 1000 * Double(phase) / Double(rate)))
                samples.append(value)
                samples.append(value)
                phase += 1
            }
        }
        self.samples = samples
    }

    /// The same sine in every channel, each at its own level, interleaved.
    static func surround(_ levels: [Double], seconds: Int, rate: Int = 48_000) -> [Float] {
        let amplitudes = levels.map { pow(10, $0 / 20) }
        return (0..<seconds * rate).flatMap { frame in
            let value = sin(2 * .pi * 1000 * Double(frame) / Double(rate))
            return amplitudes.map { Float($0 * value) }
        }
    }

    static func repeating(_ steps: [Step], times: Int) -> EBUSignal {
        EBUSignal((0..<times).flatMap { _ in steps })
    }
}
