import Foundation
import GRDB
import Journal
import StudioModel
import Testing

@Suite struct ReadingStoreTests {
    private let microphone: Subject
    private let level: SeriesKey
    private let all = Instant(nanoseconds: 0)...Instant(nanoseconds: UInt64(Int64.max))

    init() throws {
        microphone = try #require(Subject(rawValue: "microphone/host"))
        level = SeriesKey(microphone, "microphone.level.peak")
    }

    private func reading(_ clock: HandClock, _ outcome: Outcome) -> Reading {
        Reading(at: clock.monotonic, subject: microphone, metric: "microphone.level.peak", outcome: outcome)
    }

    private func found(
        _ archive: ReadingArchive, _ boot: String = "boot-1", in range: ClosedRange<Instant>? = nil
    ) throws -> ReadingArchive.Found {
        let range = range ?? all
        return try archive.samples(of: level, boot: boot, from: range.lowerBound, to: range.upperBound)
    }

    /// A store that took a reading every second and was asked to flush after each.
    private func record(
        _ store: ReadingStore, _ clock: HandClock, seconds: Int,
        outcome: (Int) -> Outcome = { .number(Double(-$0)) }
    ) throws {
        for second in 0..<seconds {
            store.append([reading(clock, outcome(second))])
            clock.advance(seconds: 1)
            try store.flushIfDue()
        }
    }

    @Test func `what was recorded is read back by subject, metric and time`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        let store = try ReadingStore(folder: folder.path, clock: clock.clock)
        let start = clock.monotonic
        try record(store, clock, seconds: 700)
        try store.close()
        let archive = try ReadingArchive(folder: folder.path)
        #expect(
            try found(archive).samples.compactMap { $0.outcome.value?.number }
                == (0..<700).map { Double(-$0) })
        let part = try found(archive, in: start.advanced(by: 295)...start.advanced(by: 305)).samples
        #expect(part.map(\.at) == (295...305).map { start.advanced(by: Double($0)) })
        #expect(try found(archive, "another boot").samples.isEmpty)
        #expect(try archive.series() == [level])
    }

    @Test func `at most five seconds are at risk when the program is killed`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        let store = try ReadingStore(folder: folder.path, clock: clock.clock)
        try record(store, clock, seconds: 103)
        // Another process sees what is on the disk.
        let kept = try found(try ReadingArchive(folder: folder.path)).samples
        #expect(kept.count >= 98)
        withExtendedLifetime(store) {}
    }

    @Test func `what a killed program left is sealed by the next, once`() throws {
        let folder = try TemporaryFolder()
        let copy = try TemporaryFolder()
        let clock = HandClock()
        let store = try ReadingStore(folder: folder.path, clock: clock.clock)
        try record(store, clock, seconds: 20)
        try store.flush()
        // A copy taken while it runs is what a kill leaves.
        for name in ["readings.sqlite", "readings.sqlite-wal"] { try copy.write(name, folder.bytes(name)) }
        for _ in 0..<2 {
            let next = try ReadingStore(folder: copy.path, clock: HandClock(boot: "boot-2").clock)
            #expect(try found(next.archive).samples.count == 20)
            #expect(try next.archive.size().samples == 20)
        }
        withExtendedLifetime(store) {}
    }

    @Test func `gaps stay gaps and reasons stay reasons`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        let store = try ReadingStore(folder: folder.path, clock: clock.clock)
        try record(store, clock, seconds: 3)
        clock.advance(seconds: 60)
        try record(store, clock, seconds: 2) { _ in .absent("no such card") }
        try store.close()
        let samples = try found(store.archive).samples
        #expect(samples.count == 5)
        #expect(samples[3].at.seconds(since: samples[2].at) == 61)
        #expect(samples[4].outcome == .absent("no such card"))
    }

    @Test func `typical series cost at most two bytes a sample`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        let store = try ReadingStore(folder: folder.path, clock: clock.clock)
        var generator = SeededGenerator(state: 1)
        var samples = 0
        for second in 0..<1200 {
            var readings: [Reading] = []
            for number in 0..<10 {
                for (metric, outcome) in typical(second, number, &generator) {
                    let subject = try #require(Subject(rawValue: "camera/c\(number)"))
                    let jitter = Double.random(in: 0...0.002, using: &generator)
                    readings.append(
                        Reading(
                            at: clock.monotonic.advanced(by: jitter), subject: subject, metric: metric,
                            outcome: outcome))
                }
            }
            samples += readings.count
            store.append(readings)
            clock.advance(seconds: 1)
            try store.flushIfDue()
        }
        try store.close()
        let size = try store.archive.size()
        #expect(size.samples == Int64(samples))
        let perSample = Double(size.bytes) / Double(samples)
        #expect(perSample <= 2, "\(perSample) bytes a sample")
    }

    /// What a second of one camera and one link brings: mostly steady, some of it noise.
    private func typical(
        _ second: Int, _ number: Int, _ generator: inout SeededGenerator
    ) -> [(Metric, Outcome)] {
        var values: [(Metric, Outcome)] = [
            (
                "camera.fps.delivered",
                .number(30 + (Double.random(in: -2...2, using: &generator)).rounded() / 100)
            ),
            ("camera.frames.lost", .number(Double.random(in: 0...1, using: &generator) > 0.99 ? 1 : 0)),
            ("camera.frames.error", .number(0)), ("picture.black", .flag(false)),
            ("picture.frozen", .flag(false)),
            (
                "picture.luma.mean",
                .number((Double.random(in: 0.40...0.44, using: &generator) * 1000).rounded() / 1000)
            ),
            ("microphone.level.rms", .number(-23 + Double.random(in: -6...6, using: &generator))),
            ("uplink.rtt", .number(31 + Double.random(in: -2...2, using: &generator))),
            ("uplink.retransmit-ratio", .number(0)), ("host.memory.available-ratio", .number(0.61)),
        ]
        if second % 5 == 0 { values.append(("camera.present", .flag(true))) }
        if second % 5 == 0 { values.append(("camera.format", .text("MJPG 1280x720"))) }
        return values
    }

    @Test func `blocks that are too old go, and events do not`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        var options = ReadingStore.Options()
        options.retention = Retention(days: 1)
        let journal = try Journal(folder: folder.path, clock: clock.clock)
        try journal.append(.note("old"))
        let store = try ReadingStore(folder: folder.path, clock: clock.clock, options: options)
        try record(store, clock, seconds: 10)
        try store.close()
        clock.advance(seconds: 2 * 86_400)
        try record(store, clock, seconds: 10)
        try store.close()
        #expect(try found(store.archive).samples.count == 10)
        #expect(try journal.entries().entries.count == 1)
    }

    @Test func `the file never grows past its size, and the newest readings are the ones kept`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        var options = ReadingStore.Options()
        options.retention = Retention(bytes: 200_000)
        options.sealSeconds = 20
        let store = try ReadingStore(folder: folder.path, clock: clock.clock, options: options)
        var generator = SeededGenerator(state: 2)
        for _ in 0..<200 {
            store.append(
                (0..<300).map {
                    Reading(
                        at: clock.monotonic.advanced(by: Double($0) / 1000), subject: microphone,
                        metric: "microphone.level.peak",
                        outcome: .number(.random(in: -90...0, using: &generator)))
                })
            clock.advance(seconds: 1)
            try store.flushIfDue()
        }
        try store.close()
        let newest = try #require(try found(store.archive).samples.last?.at)
        #expect(try store.archive.size().bytes <= 200_000)
        #expect(clock.monotonic.seconds(since: newest) < 2)
    }

    @Test func `a damaged block is counted, and the rest is read`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        let store = try ReadingStore(folder: folder.path, clock: clock.clock)
        try record(store, clock, seconds: 5)
        try store.close()
        try record(store, clock, seconds: 5)
        try store.close()
        try DatabaseQueue(path: store.path).write {
            try $0.execute(sql: "UPDATE block SET body = x'00' WHERE id = 1")
        }
        let found = try found(store.archive)
        #expect(found.samples.count == 5)
        #expect(found.damagedBlocks == 1)
    }

    @Test func `a second writer is refused`() throws {
        let folder = try TemporaryFolder()
        let store = try ReadingStore(folder: folder.path)
        let error = #expect(throws: JournalError.self) { try ReadingStore(folder: folder.path) }
        #expect(error?.code == .busy)
        withExtendedLifetime(store) {}
    }

    @Test func `while the disk refuses, readings wait, and are written when it gives way`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        var options = ReadingStore.Options()
        options.mostWaiting = 50
        let store = try ReadingStore(folder: folder.path, clock: clock.clock, options: options)
        let other = try DatabaseQueue(path: store.path)
        try other.write { try $0.execute(sql: "ALTER TABLE tail RENAME TO hidden") }
        store.append((0..<60).map { reading(clock, .number(Double($0))) })
        #expect(throws: JournalError.self) { try store.flush() }
        try other.write { try $0.execute(sql: "ALTER TABLE hidden RENAME TO tail") }
        try store.flush()
        #expect(try found(store.archive).samples.count == 50)
        #expect(store.dropped == 10)
    }
}

/// The same numbers in every run (SplitMix64, public domain).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
