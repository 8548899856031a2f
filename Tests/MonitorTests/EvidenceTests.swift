import Foundation
import Journal
import Logging
import ProbeProtocol
import SoundLab
import StudioModel
import SystemCalls
import TestSupport
import Testing

@testable import Monitor

/// What is kept when an incident opens, from real probes.
@Suite(.serialized) struct EvidenceTests {
    private let folder: ScratchFolder
    private let text = LocalizedText(en: "it broke", zh: "出错")

    init() throws {
        folder = try ScratchFolder()
    }

    /// Watches until `isDone` says so of the show's incidents.
    private func watch(
        _ plan: ProbePlan, until isDone: @escaping @Sendable ([Incident], ReadingStore) throws -> Bool
    ) async throws -> [Incident] {
        let journal = try Journal(folder: folder.path)
        try journal.append(.showStarted(show: "show", studio: "test"), show: "show")
        try journal.append(.phaseChanged(phase: .live, output: nil, by: "test"), show: "show")
        let store = try ReadingStore(folder: folder.path)
        let monitor = LiveMonitor(
            plan: plan, journal: journal,
            stores: LiveMonitor.Stores(readings: store, evidence: EvidenceFolder(folder: folder.path)),
            show: "show", logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let reader = try Journal(folder: folder.path, access: .read)
        func incidents() throws -> [Incident] {
            ShowRecord(folding: try reader.entries(ofShow: "show").entries).incidents
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await monitor.run { _ in } }
            try await eventually(within: .seconds(45)) { try isDone(try incidents(), store) }
            group.cancelAll()
        }
        return try incidents()
    }

    private func rule(_ id: String, _ family: String, _ metric: Metric, _ value: Value) -> Rule {
        Rule(
            id: id, family: family, fail: Rule.Level(when: [metric: Limit(.equal, value)]), clear: 1,
            phases: [.live], title: text, advice: text, source: "test")
    }

    private func file(_ item: EvidenceItem) throws -> Data {
        try Data(contentsOf: URL(filePath: folder.path + "/evidence/" + (item.file ?? "")))
    }

    @Test func `a lost probe's last words are kept, without the secret in them`() async throws {
        let subject = try #require(Subject(rawValue: "test/one"))
        let program = try await ProbeProgram.describe(
            Paths.folder(of: #filePath) + "/Probes/onair-probe-confiding")
        let studio = Studio(
            name: "test", title: text, subjects: [WatchedSubject(subject: subject)],
            rules: [rule("probe.lost", "probe", "probe.running", false)])
        let secret = Secret("rtmp://ingest/live/hush-hush-4711")
        let plan = ProbePlan(
            studio, programs: [program], mode: .active, secrets: [subject: ["url": secret]])
        let incidents = try await watch(plan) { incidents, _ in
            (incidents.first?.attachments?.count ?? 0) >= 2
        }
        let incident = try #require(incidents.first)
        let items = try #require(incident.attachments)
        #expect(incident.root?.subject.rawValue == "probe/test")
        #expect(items.map(\.kind) == ["text/plain", "application/jsonl"])
        let words = String(decoding: try file(items[0]), as: UTF8.self)
        #expect(words.contains("设备忙") && words.contains("•••") && !words.contains("hush"), "\(words)")
        #expect(items[0].note?.contains("ended") == true)
        let readings = String(decoding: try file(items[1]), as: UTF8.self)
        #expect(readings.contains("probe.last-end") && !readings.contains("hush"))
        let evidence = EvidenceFolder(folder: folder.path)
        #expect(items.map(evidence.state) == [.whole, .whole])
        try Data("another".utf8).write(to: URL(filePath: evidence.path + "/" + (items[0].file ?? "")))
        #expect(evidence.state(of: items[0]) == .altered)
        evidence.prune(now: WallTime(milliseconds: .max / 2))
        #expect(items.map(evidence.state) == [.gone, .gone])
    }

    @Test(arguments: [true, false])
    func `a muted microphone's sound is kept only where the profile allows it`(mayRecord: Bool) async throws {
        let pulse = try PrivatePulse(["module-null-sink sink_name=desk rate=48000 channels=2"])
        await eventually(within: .seconds(5)) { (try? pulse.pactl("info"))?.contains("desk") == true }
        let player = try pulse.player(to: "desk", left: 0.5, right: 0.1)
        defer { player.terminate() }
        let subject = try #require(Subject(rawValue: "microphone/host"))
        let program = try await ProbeProgram.describe(SourceTree.program("onair-probe-microphone"))
        let watched = WatchedSubject(
            subject: subject,
            match: ["server": .text(pulse.address), "source": "desk.monitor", "channel": 0],
            expect: mayRecord ? ["recording": true] : [:])
        let studio = Studio(
            name: "test", title: text, subjects: [watched],
            rules: [rule("microphone.muted", "microphone", "microphone.muted", true)])
        let plan = ProbePlan(studio, programs: [program], mode: .active, secrets: [:])
        let incidents = try await watch(plan) { incidents, store in
            // Muted once something was heard.
            if incidents.isEmpty {
                try store.flush()
                let heard = try store.archive.series().contains {
                    $0.metric == "microphone.loudness.momentary"
                }
                if heard { try pulse.pactl("set-source-mute", "desk.monitor", "1") }
            }
            return incidents.first?.attachments?.isEmpty == false
        }
        let items = try #require(incidents.first?.attachments)
        #expect(items.map(\.kind) == (mayRecord ? ["audio/wav"] : []) + ["application/jsonl"])
        guard mayRecord else { return }
        let wave = try file(items[0])
        #expect(wave.prefix(4) == Data("RIFF".utf8) && wave.count > 44 + 48_000)
        // One channel, 16 bits, and loud: half of full scale.
        #expect(wave[22] == 1 && wave[34] == 16)
        let peak = stride(from: 44, to: wave.count - 1, by: 2).map { place in
            abs(Int(Int16(bitPattern: UInt16(wave[place]) | UInt16(wave[place + 1]) << 8)))
        }.max()
        #expect((peak ?? 0) > 14_000 && (peak ?? 0) < 18_000)
        let mode =
            try FileManager.default.attributesOfItem(
                atPath: folder.path + "/evidence/" + (items[0].file ?? ""))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `evidence is bounded: the oldest incidents go first`() throws {
        var limits = EvidenceFolder.Limits()
        limits.bytes = 2500
        limits.fileBytes = 1200
        let evidence = EvidenceFolder(folder: folder.path, limits: limits)
        let subject = try #require(Subject(rawValue: "camera/host"))
        let items = try [
            "01KK0000000000000000000000", "01KK1000000000000000000000", "01KK2000000000000000000000",
        ].map {
            try evidence.keep(
                [UInt8](repeating: 7, count: 1000), name: "camera-host.jpg", of: $0, subject: subject,
                kind: "image/jpeg")
        }
        evidence.prune(now: WallTime(milliseconds: 1_773_000_000_000))
        #expect(items.map(evidence.state) == [.gone, .whole, .whole])
        let large = try evidence.keep(
            [UInt8](repeating: 7, count: 2000), name: "a.jpg", of: "01KK3000000000000000000000",
            subject: subject, kind: "image/jpeg")
        #expect(large.file == nil && large.note?.contains("not kept") == true)
    }
}
