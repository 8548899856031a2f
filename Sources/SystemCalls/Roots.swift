/// Where the kernel's file systems are found: `/` on a studio machine, a fixture tree in a test.
package struct Roots: Hashable, Sendable {
    package var proc: String
    package var sys: String
    package var dev: String

    package init(proc: String = "/proc", sys: String = "/sys", dev: String = "/dev") {
        self.proc = proc
        self.sys = sys
        self.dev = dev
    }

    /// The running machine's own.
    package static let system = Roots()

    /// All three below one folder.
    package init(below folder: String) {
        self.init(proc: folder + "/proc", sys: folder + "/sys", dev: folder + "/dev")
    }
}
