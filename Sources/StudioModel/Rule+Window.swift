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

    /// Many samples, oldest first, as one value; `nil` when they are too few. Words have no order: the newest
    /// stands for all.
    package func combine(_ samples: ArraySlice<Sample>) -> Value? {
        guard let first = samples.first, let last = samples.last else { return nil }
        guard last.value.amount != nil else { return last.value }
        // What was of another kind is no part of it: a flag is no percentage.
        let alike = samples.filter { $0.value.kind == last.value.kind }
        let seconds = last.at.seconds(since: alike.first?.at ?? first.at)
        return combine(alike.compactMap(\.value.amount)[...], seconds: seconds).map {
            written($0, like: last.value)
        }
    }

    /// Many numbers, oldest first, as one; `seconds` lie between the first and the last.
    package func combine(_ amounts: ArraySlice<Double>, seconds: Double) -> Double? {
        guard let first = amounts.first, let last = amounts.last else { return nil }
        switch self {
        case .last: return last
        case .mean: return amounts.reduce(0, +) / Double(amounts.count)
        case .min: return amounts.min()
        case .max: return amounts.max()
        case .rate: return seconds > 0 ? (last - first) / seconds : nil
        case .p5: return Self.percentile(amounts, 0.05)
        case .p95: return Self.percentile(amounts, 0.95)
        }
    }

    /// The combined number as a value of the samples' kind: of flags, `min` says that all were set, `max`
    /// that one was; their mean is the share that was.
    package func written(_ amount: Double, like value: Value) -> Value {
        guard case .flag = value, self != .mean, self != .rate else { return .number(amount) }
        return .flag(amount == 1)
    }

    /// What a part of a window tells of the whole already: more samples can only raise a maximum and lower a
    /// minimum. `nil` when the rest must be waited for.
    package func foretells(_ limit: Limit, against operand: Value, part: Value) -> Judgement? {
        guard let isMet = limit.isMet(by: part, against: operand) else { return nil }
        switch (self, limit.comparison, part) {
        case (.max, .less, _), (.max, .lessOrEqual, _), (.min, .greater, _), (.min, .greaterOrEqual, _):
            return isMet ? nil : .notMet
        case (.max, .greater, _), (.max, .greaterOrEqual, _), (.min, .less, _), (.min, .lessOrEqual, _):
            return isMet ? .met : nil
        case (.max, _, .flag(true)), (.min, _, .flag(false)): return isMet ? .met : .notMet
        default: return nil
        }
    }

    /// By nearest rank: a value that was really measured, never one between two.
    private static func percentile(_ amounts: ArraySlice<Double>, _ share: Double) -> Double {
        let sorted = amounts.sorted()
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[Swift.max(0, Swift.min(sorted.count, rank) - 1)]
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
