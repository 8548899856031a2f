import Glibc
import SystemCalls

/// A process and all that descend from it, as /proc shows them now.
struct ProcessTree {
    /// What one process has cost.
    struct Member: Hashable {
        let id: Int32
        /// The file name of its program.
        let program: String
        /// Processor time since it began, its own and the kernel's for it.
        let processorSeconds: Double
        /// Its share of memory: what it shares with others is divided among them.
        let proportionalBytes: Double
    }

    let members: [Member]

    /// - Parameter proc: where /proc is.
    init(below root: Int32, proc: String = Roots.system.proc) throws(SystemError) {
        var statistics: [Int32: Statistics] = [:]
        for name in try Files.names(in: proc) {
            guard let id = Int32(name), let text = Files.attribute("\(proc)/\(id)/stat") else { continue }
            statistics[id] = Statistics(text)
        }
        var found: Set<Int32> = [root]
        var size = 0
        while size < found.count {
            size = found.count
            for (id, one) in statistics where found.contains(one.parent) { found.insert(id) }
        }
        members = found.sorted().compactMap { id in
            guard let one = statistics[id] else { return nil }
            let link = Files.linkTarget("\(proc)/\(id)/exe") ?? "?"
            return Member(
                id: id, program: String(link.split(separator: "/").last ?? "?"),
                processorSeconds: one.processorSeconds,
                proportionalBytes: ProcessTree.proportionalBytes("\(proc)/\(id)/smaps_rollup"))
        }
    }

    /// `/proc/PID/stat`, proc(5): the name in parentheses may hold anything, so counting begins behind it.
    private struct Statistics {
        let parent: Int32
        let processorSeconds: Double

        init?(_ text: String) {
            guard let end = text.lastIndex(of: ")") else { return nil }
            let fields = text[end...].split(separator: " ").dropFirst()
            let numbers = Array(fields)
            // Fields 4, 14 and 15 of the whole: the parent, user time and kernel time in ticks.
            guard numbers.count > 12, let parent = Int32(numbers[1]), let user = Double(numbers[11]),
                let kernel = Double(numbers[12])
            else { return nil }
            self.parent = parent
            processorSeconds = (user + kernel) / Double(sysconf(Int32(_SC_CLK_TCK)))
        }
    }

    private static func proportionalBytes(_ path: String) -> Double {
        let line = (try? Files.text(path))?.split(separator: "\n").first { $0.hasPrefix("Pss:") }
        let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        return (kibibytes ?? .nan) * 1024
    }
}
