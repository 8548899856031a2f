import FoundationEssentials
import Glibc
import StudioModel
import SystemCalls

/// Everything the demo writes lies in one folder of its own.
package struct DemoFolder: Sendable {
    package let path: String

    var pulseSocket: String { path + "/pulse.sock" }
    var pulseServer: String { "unix:" + pulseSocket }
    var nginxConfiguration: String { path + "/nginx.conf" }
    var speech: String { path + "/speech.wav" }
    package var secret: String { path + "/ingest-url" }
    package var profile: String { path + "/studio.yaml" }
    package var state: String { path + "/state" }
    package var review: String { path + "/review.html" }

    /// Makes the folder anew; what an earlier demo left in it is removed, and nothing else.
    package static func prepare(_ path: String) throws -> DemoFolder {
        let manager = FileManager.default
        let mark = path + "/.onair-demo"
        if manager.fileExists(atPath: path) {
            let isEmpty = try manager.contentsOfDirectory(atPath: path).isEmpty
            guard isEmpty || manager.fileExists(atPath: mark) else {
                throw DemoError(
                    .init("\(path) exists and is not a demo's folder", "\(path) 已存在且不是演示文件夹"),
                    advice: .init("Name another one with --folder.", "用 --folder 指定其他文件夹。"))
            }
            try manager.removeItem(atPath: path)
        }
        try manager.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try write("", to: mark)
        guard let real = Files.realPath(path) else {
            throw DemoError(
                .init("\(path) cannot be resolved", "无法解析 \(path)"),
                advice: .init("Name another folder with --folder.", "用 --folder 指定其他文件夹。"))
        }
        return DemoFolder(path: real)
    }

    /// Writes a file that only its owner can read.
    static func write(_ text: String, to path: String) throws {
        let file = try OwnedDescriptor.open(path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
        try Descriptors.writeAll(Array(text.utf8), to: file.number)
    }
}

/// Why the demo stopped, with the next step.
package struct DemoError: SpokenError {
    private let sentence: LocalizedText
    private let advice: LocalizedText

    package init(_ sentence: LocalizedText, advice: LocalizedText) {
        self.sentence = sentence
        self.advice = advice
    }

    package func line(_ language: Language) -> String { LocalizedText.line(sentence, advice, language) }
}
