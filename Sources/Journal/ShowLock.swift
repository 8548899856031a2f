import StudioModel
import SystemCalls

/// The right to watch a studio: one process at a time. The kernel takes it back when the process dies.
package final class ShowLock: Sendable {
    private let lock: FileLock

    /// Takes the right, or says who has it.
    package init(folder: String, show: String, process: Int32) throws(JournalError) {
        let path = folder + "/watch.lock"
        do {
            try Folders.make(folder)
            guard let lock = try FileLock.take(path) else {
                throw JournalError.watched(by: ShowLock.holder(path))
            }
            try lock.write("\(process) \(show)\n")
            self.lock = lock
        } catch let error as JournalError {
            throw error
        } catch let error as SystemError {
            throw .system(error, path: path)
        } catch {
            throw .inputOutput(path, "\(error)")
        }
    }

    /// `process 1234 (show 2026-03-08-1)`.
    private static func holder(_ path: String) -> String {
        let words = (Files.attribute(path) ?? "").split(separator: " ", maxSplits: 1)
        guard let process = words.first.flatMap({ Int32($0) }) else { return "another process" }
        return words.count > 1 ? "process \(process) (show \(words[1]))" : "process \(process)"
    }
}
