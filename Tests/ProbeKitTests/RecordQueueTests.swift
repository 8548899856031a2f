import ProbeProtocol
import StudioModel
import Testing

@testable import ProbeKit

@Suite struct RecordQueueTests {
    private func readings(_ second: Double, _ all: [Metric: Outcome]) throws -> ProbeRecord {
        let subject = try #require(Subject(rawValue: "microphone/host"))
        return .readings(ReadingsRecord(t: .seconds(second), subject: subject, all: all))
    }

    @Test func `below its capacity the queue keeps everything in order`() throws {
        var queue = RecordQueue(capacity: 4)
        let records = try (1...3).map { try readings(Double($0), ["level": .number(Double($0))]) }
        for record in records { queue.push(record) }
        #expect(queue.takeAll() == records)
        #expect(queue.dropped == 0)
        #expect(queue.isEmpty)
    }

    @Test func `past its capacity readings coalesce to the newest and are counted`() throws {
        var queue = RecordQueue(capacity: 1)
        queue.push(try readings(1, ["level": .number(1)]))
        queue.push(try readings(2, ["level": .number(2), "muted": .flag(true)]))
        queue.push(try readings(3, ["level": .absent("gone")]))
        let expected = try readings(3, ["level": .absent("gone"), "muted": .flag(true)])
        #expect(queue.takeAll().last == expected)
        #expect(queue.dropped == 1)
    }

    @Test func `events stay when readings coalesce`() throws {
        let subject = try #require(Subject(rawValue: "microphone/host"))
        var queue = RecordQueue(capacity: 2)
        for second in 1...10 { queue.push(try readings(Double(second), ["level": .number(0)])) }
        let event = ProbeRecord.event(EventRecord(t: .seconds(11), subject: subject, event: "device.removed"))
        queue.push(event)
        #expect(queue.takeAll().contains(event))
    }

    @Test func `a flood of events is bounded and counted`() throws {
        let subject = try #require(Subject(rawValue: "microphone/host"))
        var queue = RecordQueue(capacity: 2)
        for _ in 0..<100 { queue.push(.event(EventRecord(t: .seconds(1), subject: subject, event: "flood"))) }
        #expect(queue.dropped == 68)
        #expect(queue.takeAll().count == 32)
    }
}
