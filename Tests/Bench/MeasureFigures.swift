import AlarmEngine
import PictureMeasures
import SystemCalls

/// The pure parts: what one frame, one second of sound and one reading cost.
enum MeasureFigures {
    /// - Parameter folder: for what other programs are given to read.
    static func measure(folder: String) throws -> [Figure] {
        try pictures(folder: folder) + SoundRace.figures(folder: folder) + [
            Figure(
                name: "engine.readings-per-second", value: try engine(),
                unit: "readings on one core, 100 rules")
        ]
    }

    /// All measures of each frame, memory cold, against one copy of it and against ffmpeg's filters.
    private static func pictures(folder: String) throws -> [Figure] {
        let frames = (0..<PictureBench.frames).map { PictureBench.frame($0) }
        // The middle of some: a busy neighbour disturbs memory more than it disturbs arithmetic.
        let costs = (0..<5).compactMap { _ in PictureBench.cost(frames) }.sorted {
            $0.overMemcpy < $1.overMemcpy
        }
        guard costs.count == 5 else { throw BenchError("the frames of the bench are no pictures") }
        var figures = [
            Figure(
                name: "picture.frame-over-memcpy", value: costs[2].overMemcpy,
                unit: "× one memcpy of the 1080p frame, memory cold", limit: 4),
            Figure(
                name: "picture.frame-ms", value: costs[2].measure, unit: "ms, all measures of one 1080p frame"
            ),
        ]
        if let theirs = try FilterRace.millisecondsPerFrame(frames, folder: folder) {
            let times = theirs / costs[2].measure
            let unit = "× as fast as ffmpeg's black, freeze, signalstats and blur filters (aim: 15)"
            figures.append(Figure(name: "picture.times-ffmpeg", value: times, unit: unit))
        }
        return figures
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
