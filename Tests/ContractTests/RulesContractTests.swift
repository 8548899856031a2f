import Monitor
import ProbeProtocol
import Profiles
import StudioModel
import TestSupport
import Testing

/// What every rule, playbook and profile must find in the probes.
@Suite struct RulesContractTests {
    private let loader = ProfileLoader(root: SourceTree.root + "/profiles")

    private func described() async throws -> [Metric: MetricDescription] {
        var all = ProbePlan.ownMetrics
        for probe in Contract.probes { all += try await Contract.describe(probe).metrics }
        return Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `every metric a rule reads is measured by somebody`() async throws {
        let known = try await described()
        let missing = try loader.library().rules.flatMap { rule in
            rule.metrics.filter { known[$0] == nil }.map { "\(rule.id): \($0)" }
        }
        #expect(missing == [])
    }

    @Test func `every rule's playbook exists`() throws {
        let library = try loader.library()
        let known = Set(library.playbooks.map(\.id))
        #expect(library.rules.compactMap(\.playbook).filter { !known.contains($0) } == [])
        #expect(library.rules.contains { $0.playbook != nil })
    }

    @Test func `every subject of a shipped studio is read by a probe`() async throws {
        var families: Set<String> = []
        for probe in Contract.probes { families.formUnion(try await Contract.describe(probe).families) }
        for name in try loader.studios() {
            let studio = try loader.studio(at: "\(SourceTree.root)/profiles/studios/\(name).yaml")
            #expect(studio.subjects.filter { !families.contains($0.subject.family) }.map(\.subject) == [])
        }
    }

    @Test func `a window is never shorter than the period of what it averages`() async throws {
        let known = try await described()
        for rule in try loader.library().rules {
            guard let window = rule.window else { continue }
            for metric in rule.metrics {
                #expect(known[metric].map { $0.period <= window.seconds } ?? true, "\(rule.id): \(metric)")
            }
        }
    }
}
