import ArgumentParser
import Foundation
import StudioModel
import SystemCalls

/// How a check is written.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
}

/// `FORMAT:FILE`.
struct CheckOutput: ExpressibleByArgument {
    let format: CheckFormat
    let path: String

    init?(argument: String) {
        guard let colon = argument.firstIndex(of: ":"),
            let format = CheckFormat(rawValue: String(argument[..<colon]))
        else { return nil }
        path = String(argument[argument.index(after: colon)...])
        guard !path.isEmpty else { return nil }
        self.format = format
    }

    func write(_ text: String) throws {
        do {
            try (text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw Failure.Sentence(
                .init("\(path) could not be written", "无法写入 \(path)"),
                advice: .init("See whether its folder exists and has room.", "请检查文件夹是否存在、是否有空间。"),
                code: EX_CANTCREAT)
        }
    }
}
