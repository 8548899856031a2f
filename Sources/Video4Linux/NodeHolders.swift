import Glibc
import SystemCalls

/// Who has a device node open, from /proc/*/fd: other programs, not this one and not its children.
package struct NodeHolders: Equatable, Sendable {
    /// A process that has the node open. Its command name only: a command line may carry secrets.
    package struct Holder: Hashable, Sendable, CustomStringConvertible {
        package var pid: Int32
        package var command: String
        /// It has the driver's buffers mapped: it streams, or is about to.
        package var hasBuffers: Bool
        /// It is a program of our own name: another probe.
        package var isAlike: Bool

        package init(pid: Int32, command: String, hasBuffers: Bool = false, isAlike: Bool = false) {
            self.pid = pid
            self.command = command
            self.hasBuffers = hasBuffers
            self.isAlike = isAlike
        }

        package var description: String { "\(command) (pid \(pid))" }

        /// Media daemons keep nodes open without streaming from them: open, yet not in use.
        package var isIdle: Bool {
            !hasBuffers && ["wireplumber", "pipewire", "pipewire-media-"].contains(command)
        }
    }

    package var holders: [Holder]
    /// Processes of other users, whose descriptors we may not list: blind there, which is not "nobody".
    package var unseen: Int

    package init(holders: [Holder] = [], unseen: Int = 0) {
        self.holders = holders
        self.unseen = unseen
    }

    /// Those who may be streaming.
    package var users: [Holder] { holders.filter { !$0.isIdle } }

    /// "used by obs (pid 9), open by wireplumber (pid 812)": an open descriptor alone proves no use. What is not
    /// known is said.
    package var description: String {
        if !holders.isEmpty {
            let groups = [
                ("used by ", holders.filter(\.hasBuffers)), ("open by ", holders.filter { !$0.hasBuffers }),
            ]
            return groups.filter { !$0.1.isEmpty }
                .map { $0.0 + $0.1.map(\.description).joined(separator: ", ") }.joined(separator: "; ")
        }
        return unseen == 0
            ? "nobody has it open" : "not known: cannot see \(unseen) processes of other users"
    }

    /// Looks through every process.
    /// - Parameters:
    ///   - nodes: names below /dev, as in `video0`.
    ///   - ourselves: the process to leave out, with all its children.
    ///   - list: the names in a folder; a test denies some.
    package static func of(
        _ nodes: [String], _ roots: Roots = .system, ourselves: Int32 = getpid(),
        list: (String) throws(SystemError) -> [String] = Files.names
    ) -> NodeHolders {
        let targets = Set(nodes.flatMap { ["/dev/\($0)", "\(roots.dev)/\($0)"] })
        let processes = ProcessStatus.all(roots)
        let own = ProcessStatus.family(of: ourselves, processes)
        var found = NodeHolders()
        for (pid, process) in processes.sorted(by: { $0.key < $1.key }) {
            if own.contains(pid) || process.isKernelThread { continue }
            let folder = "\(roots.proc)/\(pid)/fd"
            do throws(SystemError) {
                let holds = try list(folder).contains { name in
                    Files.linkTarget("\(folder)/\(name)").map { targets.contains($0) } ?? false
                }
                if holds {
                    let mapped = maps(roots, pid, targets)
                    let isAlike = process.command == processes[ourselves]?.command
                    found.holders.append(
                        Holder(pid: pid, command: process.command, hasBuffers: mapped, isAlike: isAlike))
                }
            } catch {
                // A process that ended meanwhile holds nothing any more.
                if error.trouble == .denied { found.unseen += 1 }
            }
        }
        return found
    }

    /// Whether /proc/PID/maps names one of the nodes; false where it may not be read.
    private static func maps(_ roots: Roots, _ pid: Int32, _ targets: Set<String>) -> Bool {
        guard let text = try? Files.text("\(roots.proc)/\(pid)/maps", limit: 1 << 24) else { return false }
        return text.split(separator: "\n").contains { line in
            line.split(separator: " ").last.map { targets.contains(String($0)) } ?? false
        }
    }
}
