import FoundationEssentials
import StudioModel

/// The demo studio, ready to be played: its servers, its encoder, and the program that watches it.
package struct DemoStage: Sendable {
    package let folder: DemoFolder
    package let servers: DemoServers
    package let encoder: EncoderSwitch
    package let onair: OnAirProgram

    /// Writes the studio's files; `run` starts its programs.
    package init(folder: DemoFolder, place: OnAirProgram.Place, language: Language) throws {
        self.folder = folder
        let port = try Loopback.freePort()
        servers = DemoServers(folder: folder, port: port)
        // A key nobody can guess; the demo's test searches everything OnAir wrote for it.
        let key = String((0..<24).map { _ in "abcdefghijkmnpqrstuvwxyz23456789".randomElement() ?? "x" })
        let url = "rtmp://127.0.0.1:\(port)/live/\(key)"
        encoder = EncoderSwitch(program: .encoder(folder, url: url))
        onair = OnAirProgram(folder: folder, place: place, language: language)
        try servers.writeFiles(secretURL: url)
        try DemoProfile.write(to: folder, port: port, data: place.data)
    }

    /// Runs the servers for as long as the acts take; they end with them, on every path.
    package func run<Result: Sendable>(_ acts: @escaping @Sendable () async throws -> Result) async throws
        -> Result
    {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await servers.run()
                return nil
            }
            group.addTask {
                try await encoder.run()
                return nil
            }
            group.addTask { try await acts() }
            defer { group.cancelAll() }
            while let result = try await group.next() { if let result { return result } }
            throw CancellationError()
        }
    }

    /// Waits until the microphone and the ingest answer.
    package func isReady() async throws {
        try await servers.pulseIsReady()
        try await servers.ingestIsReady()
    }

    /// Waits until the encoder, which was turned on, is connected to the ingest.
    package func encoderIsConnected() async throws {
        try await servers.encoderIsConnected()
    }
}
