/// A process as people know it: its number, its command's name and its user.
package struct RunningProcess: Hashable, Sendable {
    package var id: Int
    /// The command's name, never its command line, which may hold a stream key.
    package var name: String?
    /// The user's number; `nil` where the process cannot be seen.
    package var user: Int?

    package init(id: Int, name: String? = nil, user: Int? = nil) {
        self.id = id
        self.name = name
        self.user = user
    }

    /// The process that a thread belongs to, as far as `/proc` shows it to us.
    package static func of(thread: Int, proc: String = Roots.system.proc) -> RunningProcess {
        var process = RunningProcess(id: thread)
        for line in ((try? Files.text("\(proc)/\(thread)/status")) ?? "").split(separator: "\n") {
            let fields = line.split { $0 == "\t" || $0 == " " }
            guard fields.count > 1, let number = Int(fields[1]) else { continue }
            if fields[0] == "Tgid:" { process.id = number }
            if fields[0] == "Uid:" { process.user = number }
        }
        process.name = Files.attribute("\(proc)/\(process.id)/comm")
        return process
    }
}

extension RunningProcess: CustomStringConvertible {
    /// `ffmpeg (pid 12 of uid 1000)`: who holds what, and whose session that is.
    package var description: String {
        // The kernel's number for a process that our namespace does not show.
        if id == 0 { return "a process that cannot be seen" }
        let number = "pid \(id)" + (user.map { " of uid \($0)" } ?? "")
        return name.map { "\($0) (\(number))" } ?? number
    }
}
