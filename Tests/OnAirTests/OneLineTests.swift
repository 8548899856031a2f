import Foundation
import StudioModel
import TestSupport
import Testing

@testable import onair

/// What others wrote can look like nothing of ours: a name is one line, whatever it holds.
@Suite struct OneLineTests {
    static let forged = "Cam\n✓ all is well\r\u{1b}[2J\u{2028}x\ty"

    @Test func `a line keeps our colours, and writes out what would end it`() {
        #expect(
            ShownText.line(Self.forged) == "Cam\\u000a✓ all is well\\u000d\\u001b[2J\\u2028x\\u0009y")
        let red = Colour.red.paint("一切正常", true)
        #expect(ShownText.line(red) == red)
        #expect(ShownText.block(["a\nb", "c"]) == "a\\u000ab\nc")
        #expect(ShownText.safe("a\n\tb") == "a\n\tb")
    }

    @Test func `a device cannot forge a line of the list`() async throws {
        let rig = try Rig()
        let probes = SourceTree.root + "/Tests/OnAirTests/Probes/forging"
        let listed = try await rig.onair(["devices", "--probes", probes])
        #expect(listed.output.contains("Cam\\u000a✓ all is well"), "\(listed.output) \(listed.errors)")
        #expect(!listed.output.split(separator: "\n").contains { $0.hasPrefix("✓") })
    }

    @Test func `a person's name and note stand in one line each`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let raised = try await rig.onair([
            "incidents", "raise", "P8", "--by", "Lan\n✓ all is well", "--note", "seen\n✓ closed",
        ])
        let waived = try await rig.onair([
            "waive", "host.memory.tested", "--by", "Wei\n✓ passed", "--until", "1h",
        ])
        let shown = try await rig.onair(["incidents", "show", "1"])
        #expect(raised.code == 0 && waived.code == 0 && shown.code == 0, "\(raised.errors)\(waived.errors)")
        for text in [raised.output, waived.output, shown.output] {
            #expect(text.contains("\\u000a✓ "))
            #expect(!text.split(separator: "\n").contains { $0.hasPrefix("✓") }, "\(text)")
        }
    }
}
