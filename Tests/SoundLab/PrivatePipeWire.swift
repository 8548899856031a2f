import Foundation

/// A PipeWire with its PulseAudio server of a test's own: no hardware, a D-Bus of its own, never the machine's. Its three
/// programs are killed by process id, and end by themselves after two minutes whatever becomes of the test.
package final class PrivatePipeWire {
    package struct NotInstalled: Error, CustomStringConvertible {
        package let description =
            "PipeWire is not installed: apt-get install pipewire pipewire-pulse wireplumber dbus"
    }

    private let folder: URL
    private var programs: [SpawnedProgram] = []
    /// For `PULSE_SERVER`.
    package var address: String { "unix:" + folder.appending(path: "pulse/native").path }

    /// Starts the server itself; when it `isReady`, `serve` starts what waits for none.
    package init() throws {
        // A socket's path has 107 bytes.
        folder = URL(filePath: "/tmp/onair-pw-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "pulse"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try start("pipewire")
    }

    package var isReady: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "pipewire-0").path)
    }

    /// Starts the session manager, which does nothing without a bus and gets one of its own, and the server that
    /// speaks PulseAudio's language; the caller waits until that answers. The manager only links programs to sources: it
    /// looks for no hardware, which is the machine's own, and for no seats, which a small machine has not.
    package func serve() throws {
        try start("wireplumber", ["-c", "policy.conf"], with: ["dbus-run-session", "--"])
        try start("pipewire-pulse")
    }

    private func start(_ name: String, _ arguments: [String] = [], with wrapper: [String] = []) throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/\(name)") else { throw NotInstalled() }
        let environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "XDG_RUNTIME_DIR": folder.path,
            "XDG_CONFIG_HOME": folder.path, "XDG_STATE_HOME": folder.path,
        ]
        programs.append(
            try SpawnedProgram(
                wrapper + [name] + arguments, environment: environment, lifetime: 120))
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    package func stop() {
        for program in programs.reversed() { program.terminate() }
        programs = []
    }

    @discardableResult
    package func pactl(_ arguments: String...) throws -> String {
        try PrivatePulse.pactl(arguments, at: address)
    }
}
