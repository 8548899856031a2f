import Foundation
import Glibc

/// A folder of a test's own, gone with it.
final class Scratch {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "onair-ffmpeg-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    /// A WAV of a sine at half of full scale: 16 bit, mono, 8 kHz.
    func sine(seconds: Double, amplitude: Double = 0.5) throws -> String {
        let count = Int(seconds * 8000)
        func little(_ value: Int, _ width: Int) -> [UInt8] {
            (0..<width).map { UInt8(value >> ($0 * 8) & 255) }
        }
        var bytes = Array("RIFF".utf8) + little(36 + count * 2, 4) + Array("WAVEfmt ".utf8)
        bytes += little(16, 4) + little(1, 2) + little(1, 2)  // PCM, one channel
        // Rate, bytes a second, bytes a frame, bits a sample.
        bytes += little(8000, 4) + little(16_000, 4) + little(2, 2) + little(16, 2)
        bytes += Array("data".utf8) + little(count * 2, 4)
        for index in 0..<count {
            let sample = Int(sin(Double(index) * 2 * .pi * 440 / 8000) * amplitude * 32_767)
            bytes += little(sample & 0xFFFF, 2)
        }
        return try file("sine.wav", bytes)
    }
}
