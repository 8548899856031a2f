import Foundation
import PictureMeasures

/// ffmpeg's blackdetect, freezedetect, signalstats and blurdetect on the very frames that the measures are timed on:
/// the thing to beat.
///
/// The frames reach ffmpeg as planes, so that it need not convert them; it runs with one thread, and what it costs
/// without any filter (starting, reading) is taken off.
enum FilterRace {
    static let filters = "blackdetect,freezedetect,signalstats,blurdetect"

    /// Milliseconds of processor time a frame; nil where no ffmpeg is, or an old one without these filters.
    static func millisecondsPerFrame(_ frames: [[UInt8]], folder: String) throws -> Double? {
        let path = folder + "/frames.yuv"
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { return nil }
        for frame in frames { try file.write(contentsOf: Data(planar(frame))) }
        try file.close()
        guard let filtered = try seconds(path, filters), let plain = try seconds(path, "null") else {
            return nil
        }
        return 1000 * (filtered - plain) / Double(frames.count)
    }

    /// Y U Y V to three planes.
    private static func planar(_ frame: [UInt8]) -> [UInt8] {
        let pixels = frame.count / 2
        return [UInt8](unsafeUninitializedCapacity: frame.count) { planes, count in
            for pair in 0..<pixels / 2 {
                planes[pair * 2] = frame[pair * 4]
                planes[pair * 2 + 1] = frame[pair * 4 + 2]
                planes[pixels + pair] = frame[pair * 4 + 1]
                planes[pixels + pixels / 2 + pair] = frame[pair * 4 + 3]
            }
            count = frame.count
        }
    }

    private static func seconds(_ path: String, _ filters: String) throws -> Double? {
        try seconds([
            "-f", "rawvideo", "-pix_fmt", "yuv422p", "-s", "\(PictureBench.width)x\(PictureBench.height)",
            "-r", "30", "-i", path, "-vf", filters,
        ])
    }

    /// User and system time of one run of ffmpeg with one thread, as it tells itself; nil where it fails.
    static func seconds(_ arguments: [String]) throws -> Double? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["ffmpeg", "-nostdin", "-hide_banner", "-benchmark", "-threads", "1", "-filter_threads", "1"]
            + arguments + ["-f", "null", "-"]
        let problems = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = problems
        try process.run()
        let text = String(decoding: problems.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, let bench = text.range(of: "bench: utime=") else { return nil }
        // "bench: utime=4.317s stime=0.112s rtime=4.433s"
        let numbers = text[bench.upperBound...].split { !$0.isNumber && $0 != "." }.prefix(2)
        return numbers.compactMap { Double($0) }.reduce(0, +)
    }
}
