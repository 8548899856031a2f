import Glibc

/// Signals of this process.
package enum Signals {
    /// Makes a write to a closed pipe an error instead of the process's end.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }
}
