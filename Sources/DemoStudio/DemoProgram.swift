import StudioModel
import Subprocess
import SystemPackage

/// One of Debian's programs, with the arguments and the little environment the demo gives it.
struct DemoProgram: Sendable {
    let name: String
    let arguments: [String]
    let environment: [Environment.Key: String]
    /// Where its words go.
    let log: String

    private init(_ name: String, _ arguments: [String], in folder: DemoFolder) {
        self.name = name
        self.arguments = arguments
        log = "\(folder.path)/\(name).log"
        environment = [
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder.path,
            "XDG_RUNTIME_DIR": folder.path, "PULSE_SERVER": folder.pulseServer, "LANG": "C.UTF-8",
        ]
    }

    static func pulseAudio(_ folder: DemoFolder) -> DemoProgram {
        let sink = "module-null-sink sink_name=\(DemoServers.room) rate=48000 channels=2"
        let source =
            "module-remap-source source_name=\(DemoServers.microphone) "
            + "master=\(DemoServers.room).monitor source_properties=device.description=Demo_microphone"
        return DemoProgram(
            "pulseaudio",
            [
                "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "--use-pid-file=no",
                "-L", "module-native-protocol-unix auth-anonymous=1 socket=\(folder.pulseSocket)",
                "-L", sink, "-L", source,
            ], in: folder)
    }

    static func ingest(_ folder: DemoFolder) -> DemoProgram {
        DemoProgram(
            "nginx",
            ["-p", folder.path, "-e", "\(folder.path)/nginx-error.log", "-c", folder.nginxConfiguration],
            in: folder)
    }

    static func synthesizer(_ folder: DemoFolder) -> DemoProgram {
        DemoProgram(
            "espeak-ng",
            [
                "-w", folder.speech, "-s", "150",
                "This linen shirt comes in four colours. It is cut wide at the shoulder, so take your usual size. "
                    + "Look at the seam here, it is sewn twice. Tonight it is half the price until midnight.",
            ], in: folder)
    }

    static func speaker(_ folder: DemoFolder) -> DemoProgram {
        DemoProgram(
            "ffmpeg",
            [
                "-nostdin", "-loglevel", "error", "-re", "-stream_loop", "-1", "-i", folder.speech, "-f",
                "pulse",
                "-device", DemoServers.room, "onair-demo-speaker",
            ], in: folder)
    }

    /// The encoder is not OnAir's; it gets the address as every encoder does.
    static func encoder(_ folder: DemoFolder, url: String) -> DemoProgram {
        DemoProgram(
            "ffmpeg",
            [
                // ffmpeg repeats the address with its key in its messages, so this one is quiet.
                "-nostdin", "-loglevel", "quiet", "-re", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25",
                "-f", "pulse", "-fragment_size", "3840", "-i", DemoServers.microphone, "-c:v", "libx264",
                "-preset", "ultrafast", "-tune", "zerolatency", "-g", "50", "-b:v", "800k", "-maxrate",
                "800k",
                "-bufsize", "800k", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "96k", "-f", "flv", url,
            ], in: folder)
    }

    static func pactl(_ folder: DemoFolder, _ arguments: [String]) -> DemoProgram {
        DemoProgram("pactl", arguments, in: folder)
    }

    /// Runs until cancelled; that it ended by itself is an error that names its log.
    func runForever() async throws {
        let status = try await run(output: log)
        throw DemoError(
            .init("\(name) ended (\(status))", "\(name) 已退出（\(status)）"),
            advice: .init("Its words are in \(log).", "输出在 \(log)。"))
    }

    /// Runs to its end.
    func runOnce() async throws {
        let status = try await run(output: log)
        guard status.isSuccess else {
            throw DemoError(
                .init("\(name) failed (\(status))", "\(name) 失败（\(status)）"),
                advice: .init("Its words are in \(log).", "输出在 \(log)。"))
        }
    }

    /// Runs to its end and returns what it printed.
    func output() async throws -> String {
        let result = try await Subprocess.run(
            .name(name), arguments: Arguments(arguments), environment: .custom(environment),
            platformOptions: DemoProgram.options, output: .string(limit: 1 << 20), error: .discarded)
        guard result.terminationStatus.isSuccess else {
            throw DemoError(
                .init(
                    "\(name) failed (\(result.terminationStatus))", "\(name) 失败（\(result.terminationStatus)）"),
                advice: .init("See \(log).", "见 \(log)。"))
        }
        return result.standardOutput
    }

    private func run(output path: String) async throws -> TerminationStatus {
        let file = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .append, .closeOnExec],
            permissions: .ownerReadWrite)
        return try await file.closeAfter {
            try await Subprocess.run(
                .name(name), arguments: Arguments(arguments), environment: .custom(environment),
                platformOptions: DemoProgram.options,
                output: .fileDescriptor(file, closeAfterSpawningProcess: false),
                error: .fileDescriptor(file, closeAfterSpawningProcess: false)
            ).terminationStatus
        }
    }

    private static var options: PlatformOptions {
        var options = PlatformOptions()
        // A group of its own: Ctrl-C reaches the demo alone, which then ends its programs in order.
        options.processGroupID = 0
        options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .seconds(2))]
        return options
    }
}

extension FileDescriptor {
    /// Closes the descriptor after asynchronous work, on every path.
    func closeAfter<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            let result = try await body()
            try close()
            return result
        } catch {
            try? close()
            throw error
        }
    }
}
