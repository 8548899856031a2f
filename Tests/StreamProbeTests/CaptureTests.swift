import Foundation
import JPEG
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

extension StreamProbeTests {
    /// Evidence on demand: what viewers see.
    struct CaptureTests {
        @Test func `the picture of a published stream is captured as a JPEG file`() async throws {
            let bench = try Bench()
            let port = try await bench.startNginx().rtmp
            let url = "rtmp://127.0.0.1:\(port)/live/\(Bench.key)"
            let run = try ProbeRun("watch")
            try run.configure(url: url)
            let file = bench.folder + "/picture.jpg"
            try run.capture(1, "image/jpeg", to: file)
            await eventually(within: .seconds(5), "a refusal: there is no picture yet") {
                run.answer(to: 1) != nil
            }
            #expect(run.answer(to: 1) == .refused(id: 1, reason: "no picture of output/main has come yet"))

            try bench.publish(to: ["-f", "flv", url])
            await eventually(within: .seconds(15), "output.published") {
                run.outcome("output.published") == .flag(true)
            }
            var id = 1
            try await eventually(within: .seconds(10), "a picture") {
                if run.answer(to: id) != nil, run.answer(to: id) != .done(id: id) {
                    id += 1
                    try run.capture(id, "image/jpeg", to: file)
                }
                return run.answer(to: id) == .done(id: id)
            }
            let bytes = try Data(contentsOf: URL(filePath: file))
            var decoder = try PlanarDecoder()
            let isWhole = try bytes.withUnsafeBytes { try decoder.decode($0) }
            #expect(isWhole)
            let (width, height) = (decoder.width, decoder.height)
            #expect(width == 160 && height == 90)
            // The test picture has black and white in it: it can be told from an empty one, and its range is whole.
            let luma = decoder.bytes.prefix(width * height)
            let (darkest, brightest) = (luma.min() ?? 0, luma.max() ?? 0)
            #expect(darkest < 40 && brightest > 215, "\(darkest) to \(brightest)")
            try run.capture(99, "audio/wav", to: file)
            await eventually(within: .seconds(5), "a refusal of another kind") { run.answer(to: 99) != nil }
            #expect(
                run.answer(to: 99)
                    == .refused(id: 99, reason: "a stream keeps image/jpeg only, not audio/wav"))
            #expect(!run.everything.contains(Bench.key))
        }
    }
}
