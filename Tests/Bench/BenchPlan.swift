import DemoStudio
import FoundationEssentials
import SystemCalls

/// Runs the parts of the bench one after the other, so that none disturbs another.
struct BenchPlan: Sendable {
    let parts: [Bench.Part]
    let programs: String
    let folder: String
    let injections: Int

    func run() async throws -> Figures {
        var figures = Figures()
        let stage = try DemoFolder.prepare(folder)
        // What was measured is in the figures; on Ctrl-C, too, nothing else stays.
        defer { try? FileManager.default.removeItem(atPath: stage.path) }
        figures.noteMachine()
        for part in Bench.Part.allCases where parts.contains(part) {
            try Descriptors.writeAll(Array("measuring: \(part.rawValue) …\n".utf8), to: 2)
            switch part {
            case .measures: figures.add(try MeasureFigures.measure(folder: stage.path))
            case .microphones:
                figures.add(try await MicrophoneBench(folder: stage.path, programs: programs).run())
            case .journal: figures.add(try JournalFigures.measure(folder: stage.path + "/journal"))
            case .studio:
                figures.add(
                    try await StudioBench(folder: stage, programs: programs, injections: injections).run())
            }
            try Task.checkCancellation()
        }
        return figures
    }
}
