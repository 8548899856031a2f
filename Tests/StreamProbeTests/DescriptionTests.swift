import ProbeProtocol
import StudioModel
import TestSupport
import Testing

extension StreamProbeTests {
    struct DescriptionTests {
        @Test func `the probe describes every metric of an output`() async throws {
            let run = try ProbeRun("describe")
            await eventually(within: .seconds(5), "the description ends") { run.hasEnded }
            let description = try Line.decode(
                ProbeDescription.self, from: Array(run.everything.utf8).dropLast())
            #expect(description.family == "output")
            #expect(description.isolation == .subject)
            let names = Set(description.metrics.map(\.name.rawValue))
            #expect(
                names.isSuperset(of: [
                    "output.published", "output.bitrate", "output.fps", "output.gop", "output.video.codec",
                    "output.video.width", "output.video.height", "output.audio.present", "output.audio.codec",
                    "output.audio.rate", "output.audio.level.peak", "output.audio.level.rms",
                    "output.clock.ratio",
                    "output.packet.age",
                ]))
            #expect(
                description.metrics.allSatisfy { !$0.meaning.isEmpty && !$0.source.isEmpty && $0.period > 0 })
        }
    }
}
