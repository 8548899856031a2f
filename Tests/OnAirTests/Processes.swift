import Foundation
import Glibc

/// Other processes of this machine, as `/proc` shows them.
enum Processes {
    /// The children of a process and theirs.
    static func descendants(of process: pid_t) -> [pid_t] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        let children = tasks.flatMap { task in
            text("/proc/\(process)/task/\(task)/children").split(separator: " ").compactMap { pid_t($0) }
        }
        return children + children.flatMap(descendants)
    }

    /// Whether it runs; one that has ended and was not collected does not.
    static func isRunning(_ process: pid_t) -> Bool {
        let status = text("/proc/\(process)/stat")
        return !status.isEmpty && !status.contains(") Z ")
    }

    /// What everybody on the machine may see of it, and what its user may.
    static func visible(of process: pid_t) -> String {
        text("/proc/\(process)/cmdline") + text("/proc/\(process)/environ")
    }

    private static func text(_ path: String) -> String {
        // A process that ends meanwhile has nothing to show.
        guard let handle = FileHandle(forReadingAtPath: path) else { return "" }
        return String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
    }
}
