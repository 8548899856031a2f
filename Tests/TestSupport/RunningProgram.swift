import Foundation
import Glibc
import Testing

/// A program under test with a process id of its own and no signal blocked or ignored, as a shell would start it.
/// What it prints is kept in files; it never outlives the test.
package final class RunningProgram {
    package struct CannotStart: Error, CustomStringConvertible {
        package let program: String
        package let code: Int32
        package var description: String { "cannot start \(program): \(String(cString: strerror(code)))" }
    }

    package let processID: pid_t
    private let scratch: ScratchFolder
    private var input: Int32
    /// The reading end that nobody reads; -1 when the output is kept.
    private var unread: Int32 = -1
    private var code: Int32?

    /// - Parameters:
    ///   - environment: all of it; nothing is inherited.
    ///   - isRead: without, standard output is a small pipe that nobody reads.
    package init(
        _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
        folder: String? = nil,
        isRead: Bool = true
    ) throws {
        // A program that has gone must be a failed write here, not the end of the test run.
        Glibc.signal(SIGPIPE, SIG_IGN)
        scratch = try ScratchFolder()
        let (given, taken) = try Self.channel(to: path)
        input = given
        defer { close(taken) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, taken, 0)
        posix_spawn_file_actions_addopen(
            &actions, 2, scratch.path + "/err", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var sink: Int32 = -1
        defer { if sink >= 0 { close(sink) } }
        if isRead {
            posix_spawn_file_actions_addopen(
                &actions, 1, scratch.path + "/out", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        } else {
            (unread, sink) = try Self.channel(to: path)
            // The kernel's least, so that it is full at once.
            var size: Int32 = 1
            setsockopt(sink, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
            posix_spawn_file_actions_adddup2(&actions, sink, 1)
        }
        // `env` becomes the program, so the process id is the program's.
        let words = (folder.map { ["/usr/bin/env", "--chdir=\($0)"] } ?? []) + [path] + arguments
        let result = Self.spawn(words, environment, &actions)
        guard let child = result.child else { throw CannotStart(program: path, code: result.code) }
        processID = child
    }

    /// Two ends that no other program started meanwhile inherits; pipes cannot be made so from Swift.
    private static func channel(to path: String) throws -> (ours: Int32, theirs: Int32) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw CannotStart(program: path, code: errno)
        }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ words: [String], _ environment: [String: String], _ actions: inout posix_spawn_file_actions_t
    ) -> (child: pid_t?, code: Int32) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for number in [SIGPIPE, SIGTERM, SIGINT, SIGHUP] { sigaddset(&usual, number) }
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let argv = words.map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawnp(&child, words[0], &actions, &attributes, argv, envp)
        return (code == 0 ? child : nil, code)
    }

    deinit {
        if exitCode == nil {
            kill(processID, SIGKILL)
            var status: Int32 = 0
            while waitpid(processID, &status, 0) == -1 && errno == EINTR {}
        }
        closeInput()
        closeReader()
    }

    /// Its exit code, 128 + signal as a shell says it; `nil` while it runs.
    package var exitCode: Int32? {
        if let code { return code }
        var status: Int32 = 0
        guard waitpid(processID, &status, WNOHANG) == processID else { return nil }
        code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return code
    }

    package var output: String { text("out") }
    package var errors: String { text("err") }
    package var outputLines: [String] { output.split(separator: "\n").map(String.init) }

    private func text(_ name: String) -> String {
        String(
            decoding: FileManager.default.contents(atPath: scratch.path + "/" + name) ?? Data(), as: UTF8.self
        )
    }

    /// Writes to its standard input; what it does not take within ten seconds is lost.
    package func write(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            var waiting = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
            guard poll(&waiting, 1, 10_000) == 1 else { return }
            let count = bytes.withUnsafeBytes {
                Glibc.write(input, $0.baseAddress?.advanced(by: sent), min(4096, $0.count - sent))
            }
            if count <= 0 { return }
            sent += count
        }
    }

    package func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Closes the output that nobody reads, as the end of its reader does.
    package func closeReader() {
        if unread >= 0 { close(unread) }
        unread = -1
    }

    package func signal(_ number: Int32) {
        if exitCode == nil { kill(processID, number) }
    }

    /// What came of a program that ended.
    package struct Finished: Sendable {
        package let code: Int32?
        package let output: String
        package let errors: String
        package let seconds: Double
    }

    /// Runs a program with nothing on its standard input until it ends.
    package static func run(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], folder: String? = nil,
        input: String = "", within limit: Duration = .seconds(60)
    ) async throws -> Finished {
        let began = ContinuousClock.now
        let program = try RunningProgram(path, arguments, environment: environment, folder: folder)
        program.write(input)
        program.closeInput()
        await eventually(within: limit, "\(path) \(arguments.joined(separator: " ")) ends") {
            program.exitCode != nil
        }
        return Finished(
            code: program.exitCode, output: program.output, errors: program.errors,
            seconds: began.duration(to: .now) / .seconds(1))
    }
}
