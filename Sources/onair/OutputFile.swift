import Checklist
import Glibc
import StudioModel
import SystemCalls

/// A file that a person named for a report. A regular one appears whole or not at all; a device, a pipe or a link is
/// written through, never replaced: a report to `/dev/null` must not cost the machine its `/dev/null`.
enum OutputFile {
    /// - Parameter path: `-` is standard output.
    static func write(_ text: String, to path: String) throws {
        if path == "-" { return Terminal.standardOutput(text) }
        let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
        do {
            try write(bytes, to: path)
        } catch {
            let why = error.errno == .noDeviceOrAddress ? LocalizedText("nobody reads it", "没有程序在读取") : nil
            throw Failure.Sentence(
                .init(
                    "\(path) could not be written: \(why?.en ?? "\(error.errno)")",
                    "无法写入 \(path)：\(why?.zh ?? ProbeWords.chinese("\(error.errno)"))"),
                advice: .init("See whether its folder exists and has room.", "请检查文件夹是否存在、是否有空间。"),
                code: EX_CANTCREAT)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
        // A link is followed; one that leads nowhere yet is made a file at its end by `open`.
        let place = Files.realPath(path) ?? path
        switch Files.kind(place) {
        case .regular: try replace(place, with: bytes)
        case nil where Files.linkTarget(path) == nil: try replace(place, with: bytes)
        case nil:
            let file = try OwnedDescriptor.open(path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644)
            try Descriptors.writeAll(bytes, to: file.number)
        case .other:
            // Without O_NONBLOCK a pipe that nobody reads would hold the command for ever.
            let file = try OwnedDescriptor.open(path, flags: O_WRONLY | O_NONBLOCK)
            try Descriptors.setBlocking(file.number)
            try Descriptors.writeAll(bytes, to: file.number)
        }
    }

    private static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
        let mode = Files.permissions(path) ?? 0o644
        let draft = "\(path).\(getpid()).part"
        do throws(SystemError) {
            let file = try OwnedDescriptor.open(draft, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode)
            try Descriptors.writeAll(bytes, to: file.number)
            try Descriptors.syncData(file.number)
        } catch {
            // A folder that takes no new file may hold one that can be written.
            _ = try? Files.remove(draft)
            guard error.errno == .notPermitted || error.errno == .accessDenied, Files.exists(path) else {
                throw error
            }
            let file = try OwnedDescriptor.open(path, flags: O_WRONLY | O_TRUNC)
            return try Descriptors.writeAll(bytes, to: file.number)
        }
        try Files.rename(draft, to: path)
    }
}
