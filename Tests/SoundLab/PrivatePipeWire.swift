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

    /// Starts it; the caller waits until it answers.
    package init() throws {
        // A socket's path has 107 bytes.
        folder = URL(filePath: "/tmp/onair-pw-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "pulse"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "XDG_RUNTIME_DIR": folder.path,
            "XDG_CONFIG_HOME": folder.path, "XDG_STATE_HOME": folder.path,
        ]
        for name in ["pipewire", "wireplumber", "pipewire-pulse"] {
            guard FileManager.default.isExecutableFile(atPath: "/usr/bin/\(name)") else {
                throw NotInstalled()
            }
            // The other two wait for none of it: they end when there is no server yet.
            if name != "pipewire" { try waitFor(folder.appending(path: "pipewire-0").path) }
            // The session manager does nothing without a bus: it gets one of its own.
            let words = name == "wireplumber" ? ["dbus-run-session", "--", name] : [name]
            programs.append(try SpawnedProgram(words, environment: environment, lifetime: 120))
        }
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

    private func waitFor(_ path: String) throws {
        let end = ContinuousClock.now + .seconds(10)
        while !FileManager.default.fileExists(atPath: path) {
            guard ContinuousClock.now < end else { throw POSIXError(.ETIMEDOUT) }
            usleep(10_000)
        }
    }
}
