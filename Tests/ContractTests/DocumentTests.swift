import ProbeProtocol
import StudioModel
import TestSupport
import Testing

/// What the documents promise to programs that read ours.
@Suite struct DocumentTests {
    @Test func `the page of JSON shapes names every event, state and verdict`() throws {
        let page = try SourceTree.text("docs/json.md")
        let words =
            Transition.Event.allCases.map(\.rawValue) + AlarmState.allCases.map(\.rawValue)
            + Verdict.allCases.map(\.rawValue)
        #expect(words.filter { !page.contains($0) } == [])
    }

    @Test func `the page of the protocol shows every record and command as it is`() throws {
        let page = try SourceTree.text("docs/protocol.md")
        var records: [ProbeRecord] = []
        var commands: [DeskCommand] = []
        for line in page.split(separator: "\n") where line.hasPrefix("{") && line.hasSuffix("}") {
            let bytes = Array(line.utf8)
            if line.contains("\"record\"") {
                records.append(try Line.decode(ProbeRecord.self, from: bytes))
            } else if !line.contains("\"family\"") {
                commands.append(try Line.decode(DeskCommand.self, from: bytes))
            }
        }
        #expect(records.count >= 8 && commands.count >= 4)
        #expect(!records.contains { if case .unknown = $0 { true } else { false } })
        #expect(!commands.contains { if case .unknown = $0 { true } else { false } })
    }
}
