import Foundation

/// A child process of a test, with no signal blocked: Foundation's `Process` passes on the mask of the test
/// runner's threads, and a child that blocks SIGTERM cannot be asked to end.
package struct SpawnedProgram: Sendable {
    package struct CannotStart: Error, CustomStringConvertible {
        package let program: String
        package let code: Int32
        package var description: String { "cannot start \(program): \(String(cString: strerror(code)))" }
    }

    package let processID: pid_t

    /// `output` gets what the program prints (both streams); nil throws it away. The program is ended after
    /// `lifetime` seconds, whatever becomes of the test.
    package init(
        _ arguments: [String], environment: [String: String]? = nil, input: Int32? = nil,
        output: Int32? = nil, lifetime: Int = 60
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        for stream in [Int32(1), 2] {
            if let output {
                posix_spawn_file_actions_adddup2(&actions, output, stream)
            } else {
                posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        let line = ["timeout", "--kill-after=2", "\(lifetime)"] + arguments
        let settings = (environment ?? ProcessInfo.processInfo.environment).map { "\($0.key)=\($0.value)" }
        let argv = line.map { strdup($0) } + [nil]
        let envp = settings.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, "/usr/bin/timeout", &actions, &attributes, argv, envp)
        guard code == 0 else { throw CannotStart(program: arguments.first ?? "", code: code) }
        processID = child
    }

    /// The program itself, under `timeout`.
    package var inner: pid_t? {
        let path = "/proc/\(processID)/task/\(processID)/children"
        return (try? String(contentsOfFile: path, encoding: .utf8))?
            .split(separator: " ").first.flatMap { pid_t($0) }
    }

    /// Asks it to end and waits until it has.
    package func terminate() {
        if let inner { kill(inner, SIGCONT) }
        kill(processID, SIGTERM)
        wait()
    }

    /// Waits for its end and returns its exit code; 128 + signal as a shell says it.
    @discardableResult
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(processID, &status, 0) == -1 && errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
