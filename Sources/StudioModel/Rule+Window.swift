/// One value and when it was measured.
package struct Sample: Hashable, Codable, Sendable {
    package var at: Instant
    package var value: Value

    package init(at: Instant, value: Value) {
        self.at = at
        self.value = value
    }
}

extension Rule.Window.Use {
    /// Whether values of a whole window are needed, or only the newest.
    package var needsHistory: Bool { self != .last }

    /// Many samples, oldest first, as one value; `nil` when they are too few.
    ///
    /// Flags combine as well: `min` says all were set, `max` that one was, the others the share that was. Words have
    /// no order: the newest stands for all.
    package func combine(_ samples: some RandomAccessCollection<Sample>) -> Value? {
        guard let first = samples.first, let last = samples.last else { return nil }
        guard self != .last else { return last.value }
        if case .text = last.value { return last.value }
        switch (self, last.value) {
        case (.min, .flag): return .flag(samples.allSatisfy { $0.value.flag == true })
        case (.max, .flag): return .flag(samples.contains { $0.value.flag == true })
        case (.rate, _):
            let seconds = last.at.seconds(since: first.at)
            guard seconds > 0, let from = first.value.amount, let to = last.value.amount else { return nil }
            return .number((to - from) / seconds)
        case (.mean, _):
            var sum = 0.0
            var count = 0
            for sample in samples {
                guard let amount = sample.value.amount else { continue }
                sum += amount
                count += 1
            }
            return count == 0 ? nil : .number(sum / Double(count))
        default:
            return Self.ranked(samples.compactMap(\.value.amount), use: self).map { .number($0) }
        }
    }

    /// Nearest-rank percentiles: a value that was really measured, never one between two.
    private static func ranked(_ amounts: [Double], use: Self) -> Double? {
        guard !amounts.isEmpty else { return nil }
        switch use {
        case .min: return amounts.min()
        case .max: return amounts.max()
        default:
            let share = use == .p5 ? 0.05 : 0.95
            let rank = Int((share * Double(amounts.count)).rounded(.up))
            return amounts.sorted()[Swift.max(0, Swift.min(amounts.count, rank) - 1)]
        }
    }
}

extension Value {
    /// The value as a number, a set flag being 1; `nil` for words.
    package var amount: Double? {
        switch self {
        case .number(let number): number
        case .flag(let flag): flag ? 1 : 0
        case .text: nil
        }
    }
}
