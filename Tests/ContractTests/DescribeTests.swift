import Checklist
import Foundation
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

/// `describe`: what a probe says of itself.
@Suite(.serialized) struct DescribeTests {
    @Test func `every folder of probes has a program`() throws {
        let expected = try SourceTree.names(in: "probes").map { "onair-probe-\($0.lowercased())" }
        #expect(expected.isEmpty == false)
        #expect(Set(Contract.probes).isSuperset(of: expected))
    }

    @Test(arguments: Contract.probes) func `a probe describes itself in one line of JSON`(probe: String)
        async throws
    {
        let finished = try await RunningProgram.run(SourceTree.program(probe), ["describe"])
        #expect(finished.code == 0 && finished.errors.isEmpty)
        #expect(finished.output.hasSuffix("\n") && finished.output.count { $0 == "\n" } == 1)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any])
        #expect(object["protocol"] as? Int == 1)
        #expect(["subject", "family"].contains(object["isolation"] as? String))
        let description = try Line.decode(ProbeDescription.self, from: Array(finished.output.utf8))
        #expect(description.families.contains(description.family))
        #expect(!description.matchKeys.isEmpty)
        #expect(description.expectKeys != nil && description.secretKeys != nil)
    }

    @Test(arguments: Contract.probes)
    func `every metric has a name in both languages for people`(probe: String) async throws {
        for metric in try await Contract.describe(probe).metrics {
            let name = try #require(MetricWords.names[metric.name], "\(metric.name)")
            #expect(
                !name.en.isEmpty && name.zh.unicodeScalars.contains { $0.value > 0x2E7F }, "\(metric.name)")
        }
    }

    @Test(arguments: Contract.probes)
    func `every metric has unit, kind, period, meaning and source`(probe: String) async throws {
        let finished = try await RunningProgram.run(SourceTree.program(probe), ["describe"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any])
        let metrics = try #require(object["metrics"] as? [[String: Any]])
        #expect(!metrics.isEmpty)
        for metric in metrics {
            let name = metric["name"] as? String ?? ""
            #expect(name.contains(".") && metric["unit"] is String, "\(name)")
            #expect(["state", "level"].contains(metric["kind"] as? String), "\(name)")
            #expect((metric["period"] as? Double).map { $0 > 0 && $0 <= 60 } == true, "\(name)")
            #expect((metric["meaning"] as? String)?.hasSuffix(".") == true, "\(name)")
            #expect((metric["source"] as? String)?.isEmpty == false, "\(name)")
        }
        let names = metrics.compactMap { $0["name"] as? String }
        #expect(Set(names).count == names.count)
    }

    @Test func `no two probes describe one metric differently, and no two read one family`() async throws {
        var units: [Metric: String] = [:]
        var readers: [String: String] = [:]
        for probe in Contract.probes {
            let description = try await Contract.describe(probe)
            for metric in description.metrics {
                #expect(units[metric.name, default: metric.unit] == metric.unit, "\(metric.name)")
                units[metric.name] = metric.unit
            }
            for family in description.families {
                #expect(readers[family] == nil, "\(family) is read by \(probe) and \(readers[family] ?? "")")
                readers[family] = probe
            }
        }
        #expect(units.count > 50)
    }

    @Test(arguments: Contract.probes + ["hanging-probe"], [["frobnicate"], [], ["watch", "twice"]])
    func `an unknown verb is a usage error with one hint`(probe: String, arguments: [String]) async throws {
        let finished = try await RunningProgram.run(SourceTree.program(probe), arguments)
        #expect(finished.code == 64 && finished.output.isEmpty)
        #expect(finished.errors.hasPrefix("usage: onair-probe-"))
    }
}
