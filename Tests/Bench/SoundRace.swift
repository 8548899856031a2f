import Foundation
import Loudness
import SystemCalls

/// Everything that is measured of a sound, against ffmpeg's `ebur128` with true peak and against its `astats`, on the
/// very samples that ours is timed on.
///
/// They reach ffmpeg as a file of floats, so that it need not convert them; it runs with one thread, and what it costs
/// without any filter (starting, reading) is taken off.
enum SoundRace {
    private static let seconds = 60

    static func figures(folder: String) throws -> [Figure] {
        let sound = SoundBenchmark.sound(seconds: seconds)
        let ours = try processorSeconds(sound)
        var figures = [
            Figure(
                name: "sound.times-real-time", value: Double(seconds) / ours,
                unit: "× real time on one core, 48 kHz stereo, every measure at once (aim: 100)")
        ]
        let path = folder + "/sound.f32"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try sound.withUnsafeBytes { Data($0) }.write(to: URL(filePath: path))
        guard let plain = try filterSeconds(path, "anull") else { return figures }
        for (name, filter) in [("ebur128", "ebur128=peak=true"), ("astats", "astats")] {
            guard let theirs = try filterSeconds(path, filter) else { continue }
            figures.append(
                Figure(
                    name: "sound.\(name).times-real-time", value: Double(seconds) / (theirs - plain),
                    unit: "× real time, ffmpeg's \(filter) on the same sound"))
            figures.append(
                Figure(
                    name: "sound.times-ffmpeg-\(name)", value: (theirs - plain) / ours,
                    unit: "× as fast as ffmpeg's \(filter)"))
        }
        return figures
    }

    /// The best of some rounds: other programs can only make a round slower.
    private static func processorSeconds(_ sound: [Float]) throws -> Double {
        var best = Double.infinity
        for _ in 0..<3 {
            let began = Clocks.processNanoseconds
            guard try SoundBenchmark.measure(sound).isFinite else {
                throw BenchError("the sound of the bench came to nothing")
            }
            best = min(best, Double(Clocks.processNanoseconds - began) / 1e9)
        }
        return best
    }

    private static func filterSeconds(_ path: String, _ filter: String) throws -> Double? {
        let input = [
            "-f", "f32le", "-ar", "\(SoundBenchmark.rate)", "-ac", "\(SoundBenchmark.channels)", "-i", path,
        ]
        var best: Double?
        for _ in 0..<3 {
            guard let seconds = try FilterRace.seconds(input + ["-af", filter]) else { return nil }
            best = min(best ?? seconds, seconds)
        }
        return best
    }
}
