import Foundation
import PictureMeasures

/// A generated clip as raw frames in a file, as ffmpeg and the measures both read it.
struct Clip {
    static let width = 192
    static let height = 108
    static let rate = 25

    let path: String
    let frames: [[UInt8]]
    let layout: PictureLayout

    /// - Parameter source: a filter graph of lavfi that makes the pictures.
    init(source: String, seconds: Double, folder: String) throws {
        path = folder + "/clip.yuv"
        _ = try FFmpeg.run([
            "-f", "lavfi", "-i", source, "-t", "\(seconds)", "-r", "\(Clip.rate)", "-s",
            "\(Clip.width)x\(Clip.height)", "-pix_fmt", "yuv420p", "-f", "rawvideo", "-y", path,
        ])
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let size = Clip.width * Clip.height * 3 / 2
        frames = (0..<bytes.count / size).map { Array(bytes[$0 * size..<($0 + 1) * size]) }
        guard let layout = PictureLayout(.i420, width: Clip.width, height: Clip.height, range: .limited)
        else {
            throw FFmpeg.Failure(text: "no layout")
        }
        self.layout = layout
    }

    /// The frame metadata that detectors of ffmpeg leave, by frame number.
    func metadata(_ filters: String) throws -> [[String: String]] {
        let text = try FFmpeg.run([
            "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "\(Clip.width)x\(Clip.height)", "-r",
            "\(Clip.rate)",
            "-i", path, "-vf", filters + ",metadata=mode=print:file=-", "-f", "null", "-",
        ])
        var all = [[String: String]](repeating: [:], count: frames.count)
        var number = 0
        for line in text.split(separator: "\n") {
            if line.hasPrefix("frame:") {
                number = Int(line.dropFirst(6).prefix { $0.isNumber }) ?? 0
            } else if let sign = line.firstIndex(of: "="), number < all.count {
                all[number][String(line[..<sign])] = String(line[line.index(after: sign)...])
            }
        }
        return all
    }
}

/// The program itself.
enum FFmpeg {
    struct Failure: Error { let text: String }

    static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error"] + arguments
        let output = Pipe()
        let problems = Pipe()
        process.standardOutput = output
        process.standardError = problems
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let error = String(decoding: problems.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(text: error) }
        return text
    }

    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.path + "/onair-clip-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }
}
