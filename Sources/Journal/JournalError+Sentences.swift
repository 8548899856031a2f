import StudioModel
import SystemCalls

extension JournalError {
    static func missing(_ path: String) -> JournalError {
        JournalError(
            .missing, LocalizedText(en: "There is no journal at \(path)", zh: "\(path) 没有日志"),
            advice: LocalizedText(
                en: "Start a show, or name the studio it belongs to", zh: "请先开始一场直播，或指定日志所属的直播间"))
    }

    static func empty(_ path: String) -> JournalError {
        JournalError(
            .missing, LocalizedText(en: "The journal \(path) is empty", zh: "日志 \(path) 是空文件"),
            advice: LocalizedText(
                en: "Put back what was in it; whatever writes next, as `onair show start`, begins it anew",
                zh: "请恢复其原有内容；下一次写入（如 `onair show start`）会重新建立日志"))
    }

    package static func displaced(_ path: String) -> JournalError {
        JournalError(
            .displaced,
            LocalizedText(
                en: "The journal \(path) was deleted, moved or replaced while it was open",
                zh: "日志 \(path) 在使用中被删除、移走或替换"),
            advice: LocalizedText(
                en: "Put it back in its place, or end the watch and start it again with a new journal",
                zh: "请将其放回原处，或结束监看后以新日志重新开始"))
    }

    static func readOnly(_ path: String) -> JournalError {
        JournalError(
            .readOnly, LocalizedText(en: "The journal \(path) can only be read", zh: "日志 \(path) 只能读取，不能写入"),
            advice: LocalizedText(
                en:
                    "Give its owner the right to write to the file and its folder, or remount the disk for writing",
                zh: "请给文件和所在文件夹写权限，或以可写方式重新挂载磁盘"))
    }

    static func denied(_ path: String) -> JournalError {
        JournalError(
            .denied, LocalizedText(en: "The journal \(path) may not be opened", zh: "没有权限打开日志 \(path)"),
            advice: LocalizedText(
                en: "Run as the user who owns the folder, or give this user the right to read and write it",
                zh: "请用文件夹所有者运行，或给当前用户读写权限"))
    }

    static func full(_ path: String) -> JournalError {
        JournalError(
            .full,
            LocalizedText(
                en: "The disk that holds the journal \(path) is full; what was recorded before is safe",
                zh: "日志 \(path) 所在磁盘已满；之前的记录完好"),
            advice: LocalizedText(en: "Free some space; recording then goes on", zh: "请清理磁盘空间，记录会自动继续"))
    }

    static func notAJournal(_ path: String) -> JournalError {
        JournalError(
            .notAJournal, LocalizedText(en: "\(path) is not an OnAir journal", zh: "\(path) 不是 OnAir 日志"),
            advice: LocalizedText(
                en: "Move it away, or use another state folder; nothing was changed",
                zh: "请移走该文件或换一个状态文件夹；文件未被改动"))
    }

    static func newer(_ path: String, version: Int, known: Int) -> JournalError {
        JournalError(
            .newer,
            LocalizedText(
                en:
                    "The journal \(path) was written by a later OnAir (version \(version), this one knows \(known))",
                zh: "日志 \(path) 由更新版本的 OnAir 写入（版本 \(version)，本程序支持到 \(known)）"),
            advice: LocalizedText(
                en: "Update OnAir on this machine; nothing was changed", zh: "请更新本机的 OnAir；文件未被改动"))
    }

    static func busy(_ path: String) -> JournalError {
        JournalError(
            .busy,
            LocalizedText(
                en: "Another program has kept the journal \(path) locked for too long",
                zh: "日志 \(path) 被其他程序占用过久"),
            advice: LocalizedText(
                en: "Close the program that holds it (a backup, a database browser), then try again",
                zh: "请关闭占用它的程序（备份、数据库浏览器等）后重试"))
    }

    static func damaged(_ path: String, _ reason: String) -> JournalError {
        JournalError(
            .damaged,
            LocalizedText(en: "The journal \(path) is damaged: \(reason)", zh: "日志 \(path) 已损坏：\(reason)"),
            advice: LocalizedText(
                en:
                    "Keep a copy of the file, run `onair journal verify` to find the first bad row, and start anew",
                zh: "请保留一份副本，用 `onair journal verify` 找到第一条坏记录，再重新开始"))
    }

    static func inputOutput(_ path: String, _ reason: String) -> JournalError {
        JournalError(
            .inputOutput,
            LocalizedText(
                en: "The journal \(path) could not be used: \(reason)", zh: "日志 \(path) 无法使用：\(reason)"),
            advice: LocalizedText(
                en: "Check the disk; what was recorded before is safe", zh: "请检查磁盘；之前的记录完好"))
    }

    static func watched(by holder: String) -> JournalError {
        JournalError(
            .watched,
            LocalizedText(en: "This studio is being watched already by \(holder)", zh: "该直播间已由 \(holder) 监看"),
            advice: LocalizedText(
                en: "Use that one, or end it first; every other command works beside it",
                zh: "请使用已运行的监看，或先结束它；其他命令可同时使用"))
    }

    /// A failed system call on the journal's folder or files.
    static func system(_ error: SystemError, path: String) -> JournalError {
        switch error.errno.name {
        case "EACCES", "EPERM": .denied(path)
        case "EROFS": .readOnly(path)
        case "ENOSPC", "EDQUOT", "EFBIG": .full(path)
        case "ENOENT": .missing(path)
        case "EEXIST", "ENOTDIR": .notAJournal(path)
        default: .inputOutput(path, error.errno.description)
        }
    }
}
