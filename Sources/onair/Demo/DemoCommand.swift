import ArgumentParser
import DemoStudio
import Interruption
import StudioModel

/// `onair demo`: a real broadcast on this machine, with faults, without hardware.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run a real broadcast on loopback, break it, and show what OnAir says.",
        discussion: """
            A private PulseAudio with a microphone that speaks, ffmpeg as the encoder, nginx with the RTMP module as \
            the ingest. It mutes the microphone, stops the encoder, mends both, ends the show and writes the review. \
            Exits 1 when a fault was not found, not named rightly, or not closed.
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "Everything it writes lies here.") var folder = "onair-demo"

    func run() async throws {
        let language = global.language
        let folder = try DemoFolder.prepare(folder)
        let data = try Surroundings(global).dataFolder()
        let passed = try await Interruption.guarding {
            let show = try DemoShow(folder: folder, data: data, language: language)
            return try await show.run()
        }
        if !passed { throw ExitCode(1) }
    }
}
