import ProbeProtocol
import StudioModel

/// Records on their way out, bounded: events stay, readings coalesce to the newest once the desk falls behind.
struct RecordQueue: Sendable {
    /// Records that may wait before readings coalesce.
    private let capacity: Int
    private var waiting: [ProbeRecord] = []
    /// Past the capacity, one record a subject; the order of subjects is kept so that none starves.
    private var newest: [Subject: ReadingsRecord] = [:]
    private var order: [Subject] = []
    /// Readings overtaken by newer ones, and events past any reason.
    private(set) var dropped = 0

    init(capacity: Int = 256) {
        self.capacity = capacity
    }

    var isEmpty: Bool { waiting.isEmpty && newest.isEmpty }

    mutating func push(_ record: ProbeRecord) {
        if case .readings(let readings) = record, waiting.count >= capacity {
            coalesce(readings)
        } else if waiting.count >= capacity * 16 {
            // Only a probe that floods events comes here; memory stays bounded and the loss is counted.
            dropped += 1
        } else {
            waiting.append(record)
        }
    }

    private mutating func coalesce(_ record: ReadingsRecord) {
        guard var kept = newest[record.subject] else {
            newest[record.subject] = record
            order.append(record.subject)
            return
        }
        for (metric, value) in record.values {
            if kept.values.updateValue(value, forKey: metric) != nil { dropped += 1 }
            if kept.outcomes.removeValue(forKey: metric) != nil { dropped += 1 }
        }
        for (metric, outcome) in record.outcomes {
            if kept.outcomes.updateValue(outcome, forKey: metric) != nil { dropped += 1 }
            if kept.values.removeValue(forKey: metric) != nil { dropped += 1 }
        }
        kept.t = max(kept.t, record.t)
        newest[record.subject] = kept
    }

    /// Everything that waits, in order.
    mutating func takeAll() -> [ProbeRecord] {
        let records = waiting + order.compactMap { newest[$0].map(ProbeRecord.readings) }
        waiting.removeAll(keepingCapacity: true)
        newest.removeAll(keepingCapacity: true)
        order.removeAll(keepingCapacity: true)
        return records
    }
}
