import Foundation
import Synchronization

/// A real PulseAudio server of a test's own: its own socket, folder and settings, no hardware, no D-Bus, never
/// the machine's. It is killed by process id, and ends by itself after two minutes whatever becomes of the test.
package final class PrivatePulse: Sendable {
    package struct NotInstalled: Error, CustomStringConvertible {
        package let description = "pulseaudio is not installed: apt-get install pulseaudio pulseaudio-utils"
    }

    package let folder: URL
    /// For `PULSE_SERVER`.
    package var address: String { "unix:" + folder.appending(path: "socket").path }
    private let modules: [String]
    private let program = Mutex<SpawnedProgram?>(nil)

    /// `modules` are arguments of `--load`, such as `module-sine-source source_name=tone`.
    package init(_ modules: [String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "onair-pulse-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.modules = modules
        try start()
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts the server, or starts it again after `stop`; the caller waits until it answers.
    package func start() throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/pulseaudio") else {
            throw NotInstalled()
        }
        var arguments = [
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=no", "--realtime=no",
            "--high-priority=no", "--use-pid-file=no", "--log-target=file:\(folder.path)/log",
        ]
        let protocolModule = "module-native-protocol-unix auth-anonymous=1 socket=\(folder.path)/socket"
        for module in [protocolModule] + modules { arguments += ["-L", module] }
        let environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "XDG_RUNTIME_DIR": folder.path,
            "XDG_CONFIG_HOME": folder.path, "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        ]
        let server = try SpawnedProgram(arguments, environment: environment, lifetime: 120)
        program.withLock { $0 = server }
    }

    /// Ends the server and waits until it is gone.
    package func stop() {
        let running = program.withLock { program in
            defer { program = nil }
            return program
        }
        running?.terminate()
    }

    /// Freezes the server (or lets it go on): it keeps its socket and answers nothing.
    package func freeze(_ frozen: Bool) {
        guard let server = program.withLock({ $0?.inner }) else { return }
        kill(server, frozen ? SIGSTOP : SIGCONT)
    }

    /// Runs `pactl` against this server and returns what it printed.
    @discardableResult
    package func pactl(_ arguments: String...) throws -> String {
        try Self.pactl(arguments, at: address)
    }

    /// The same at any server.
    static func pactl(_ arguments: [String], at address: String) throws -> String {
        let pipe = Pipe()
        let client = try SpawnedProgram(
            ["pactl", "--server", address] + arguments, output: pipe.fileHandleForWriting.fileDescriptor,
            lifetime: 10)
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        client.wait()
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A program that records from a source, as an encoder would, until it is terminated.
    package func recorder(of source: String, rate: Int = 44_100) throws -> SpawnedProgram {
        try SpawnedProgram(["parec", "--server", address, "--device", source, "--rate=\(rate)"])
    }

    /// The index of the recording of the program `recorder` started, once the server has it.
    package func recording(by program: SpawnedProgram) throws -> String? {
        guard let id = program.inner else { return nil }
        return try pactl("list", "source-outputs").components(separatedBy: "Source Output #").first {
            $0.contains("application.process.id = \"\(id)\"")
        }.flatMap { $0.split(separator: "\n").first.map(String.init) }
    }
}

extension PrivatePulse {
    /// A program that plays 1 kHz into a sink, each side with its own amplitude, for half a minute.
    package func player(to sink: String, left: Double, right: Double) throws -> SpawnedProgram {
        var samples: [Int16] = []
        for frame in 0..<(30 * 48_000) {
            let value = sin(2 * .pi * 1000 * Double(frame) / 48_000) * 32767
            samples.append(Int16(value * left))
            samples.append(Int16(value * right))
        }
        return try player(of: samples, to: sink)
    }

    /// A program that plays two channels into a sink, once; floats as `Room` makes them, of equal length.
    package func player(to sink: String, left: [Float], right: [Float]) throws -> SpawnedProgram {
        let samples = zip(left, right).flatMap { pair in
            [pair.0, pair.1].map { Int16(max(-32768, min(32767, ($0 * 32768).rounded()))) }
        }
        return try player(of: samples, to: sink)
    }

    /// Interleaved samples of two channels at 48 kHz.
    private func player(of samples: [Int16], to sink: String) throws -> SpawnedProgram {
        let file = folder.appending(path: "tone.raw")
        try samples.withUnsafeBytes { Data($0) }.write(to: file)
        return try SpawnedProgram([
            "pacat", "--playback", "--server", address, "--device", sink, "--raw", "--format=s16le",
            "--rate=48000", "--channels=2", file.path,
        ])
    }
}
