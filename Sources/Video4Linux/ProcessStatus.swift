import SystemCalls

/// The few facts of /proc/PID/stat needed to tell who is who.
package struct ProcessStatus: Equatable, Sendable {
    package var command: String
    package var parent: Int32
    /// Kernel threads hold no device nodes, and their descriptors are hidden from everybody but root.
    package var isKernelThread: Bool

    /// Parses "123 (name) S 1 …": the name may hold blanks and brackets, so it ends at the last ")".
    package init?(_ stat: String) {
        guard let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")"), open < close else {
            return nil
        }
        command = String(stat[stat.index(after: open)..<close])
        // After the name: state, parent, group, session, terminal, foreground group, flags (proc(5)).
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 6, let parent = Int32(fields[1]), let flags = UInt32(fields[6]) else {
            return nil
        }
        self.parent = parent
        // PF_KTHREAD, include/linux/sched.h.
        isKernelThread = flags & 0x0020_0000 != 0
    }

    /// Every process there is now.
    package static func all(_ roots: Roots) -> [Int32: ProcessStatus] {
        var processes: [Int32: ProcessStatus] = [:]
        for name in (try? Files.names(in: roots.proc)) ?? [] {
            // One that ended between the listing and the reading is none.
            guard let pid = Int32(name), let stat = try? Files.text("\(roots.proc)/\(name)/stat", limit: 1024)
            else { continue }
            processes[pid] = ProcessStatus(stat)
        }
        return processes
    }

    /// A process and everything it started, however deep.
    package static func family(of pid: Int32, _ processes: [Int32: ProcessStatus]) -> Set<Int32> {
        var family: Set<Int32> = [pid]
        var grew = true
        while grew {
            let children = processes.filter { family.contains($0.value.parent) }.keys
            let size = family.count
            family.formUnion(children)
            grew = family.count > size
        }
        return family
    }
}
