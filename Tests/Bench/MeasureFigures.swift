import AlarmEngine
import Loudness
import PictureMeasures
import SystemCalls

/// The pure parts: what one frame, one second of sound and one reading cost.
enum MeasureFigures {
    static func measure() throws -> [Figure] {
        let picture = (0..<5).map { _ in PictureBench.frameOverMemcpy() }.sorted()[2]
        return [
            Figure(
                name: "picture.frame-over-memcpy", value: picture, unit: "× one memcpy of the 1080p frame"),
            Figure(
                name: "sound.times-real-time", value: try sound(),
                unit: "× real time on one core, 48 kHz stereo"),
            Figure(
                name: "engine.readings-per-second", value: try engine(),
                unit: "readings on one core, 100 rules"),
        ]
    }

    /// The best of some rounds: other programs can only make a round slower.
    private static func sound() throws -> Double {
        let seconds = 60
        let rounds = try (0..<3).map { _ in
            try processorSeconds { try SoundBenchmark.measure(seconds: seconds) > -.infinity }
        }
        return Double(seconds) / (rounds.min() ?? .nan)
    }

    private static func engine() throws -> Double {
        var best = 0.0
        for _ in 0..<3 {
            var workload = AlarmEngine.workload()
            let spent = try processorSeconds { workload.run() > 0 }
            best = max(best, Double(workload.readings) / spent)
        }
        return best
    }

    /// - Parameter work: says whether it came to something, so that it cannot be optimised away.
    private static func processorSeconds(_ work: () throws -> Bool) throws -> Double {
        let began = Clocks.processNanoseconds
        guard try work() else { throw BenchError("a workload of the bench came to nothing") }
        return Double(Clocks.processNanoseconds - began) / 1e9
    }
}

/// Why there is no figure.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}
