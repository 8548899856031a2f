import Foundation
import SystemCalls

/// What the microphone probe costs with four stereo microphones, on a PulseAudio of its own whose microphones hear a tone.
struct MicrophoneBench: Sendable {
    let folder: String
    let programs: String

    private static let microphones = 4
    /// Seconds until every source is open, and over which the cost is taken.
    private static let (settling, span) = (8.0, 20.0)

    func run() async throws -> [Figure] {
        guard Files.exists("/usr/bin/pulseaudio") else { return [] }
        let folder = folder + "/microphones"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let server = try start("/usr/bin/pulseaudio", serverArguments(folder), folder: folder, input: nil)
        defer { end(server) }
        for _ in 0..<100 where !Files.exists(folder + "/socket") {
            try await Task.sleep(for: .milliseconds(100))
        }
        let input = Pipe()
        let probe = try start(
            programs + "/onair-probe-microphone", ["watch"], folder: folder, input: input)
        // The end of its input ends the probe.
        defer { try? input.fileHandleForWriting.close() }
        try input.fileHandleForWriting.write(contentsOf: Data(configuration(folder).utf8))
        try await Task.sleep(for: .seconds(Self.settling))
        let before = try ProcessTree(below: probe.processIdentifier)
        let serverBefore = try ProcessTree(below: server.processIdentifier)
        try await Task.sleep(for: .seconds(Self.span))
        let after = try ProcessTree(below: probe.processIdentifier)
        let serverAfter = try ProcessTree(below: server.processIdentifier)
        guard probe.isRunning, server.isRunning else {
            throw BenchError("the microphones of the bench ended; is pulseaudio installed whole?")
        }
        return [
            Figure(
                name: "microphones.cpu-percent-of-core", value: Self.percent(before, after),
                unit: "% of one core, the probe with \(Self.microphones) stereo microphones", limit: 3),
            Figure(
                name: "microphones.server.cpu-percent-of-core",
                value: Self.percent(serverBefore, serverAfter),
                unit: "% of one core, their PulseAudio, which is not OnAir's"),
        ]
    }

    private static func percent(_ before: ProcessTree, _ after: ProcessTree) -> Double {
        func seconds(_ tree: ProcessTree) -> Double { tree.members.map(\.processorSeconds).reduce(0, +) }
        return 100 * (seconds(after) - seconds(before)) / span
    }

    /// Each microphone is the monitor of a sink of its own that plays a tone.
    private func serverArguments(_ folder: String) -> [String] {
        var arguments = [
            "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no",
            "--high-priority=no", "-L",
            "module-native-protocol-unix auth-anonymous=1 socket=\(folder)/socket",
        ]
        for number in 0..<Self.microphones {
            arguments += ["-L", "module-null-sink sink_name=desk\(number) rate=48000 channels=2"]
            arguments += ["-L", "module-sine sink=desk\(number) frequency=\(440 + 110 * number)"]
        }
        return arguments
    }

    private func configuration(_ folder: String) -> String {
        let subjects = (0..<Self.microphones).map { number in
            #"{"subject":"microphone/m\#(number)","match":{"source":"desk\#(number).monitor","#
                + #""server":"unix:\#(folder)/socket"}}"#
        }
        return #"{"configure":{"mode":"active","subjects":[\#(subjects.joined(separator: ","))]}}"# + "\n"
    }

    private func start(
        _ program: String, _ arguments: [String], folder: String, input: Pipe?
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder, "XDG_RUNTIME_DIR": folder, "XDG_CONFIG_HOME": folder,
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        ]
        if let input { process.standardInput = input } else { process.standardInput = FileHandle.nullDevice }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func end(_ process: Process) {
        process.terminate()
        process.waitUntilExit()
    }
}
