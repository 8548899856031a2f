/// What a condition comes to: the three-valued logic (Kleene) that keeps "not measured" apart from "in
/// order".
package enum Judgement: Hashable, Sendable {
    case met
    case notMet
    /// Nothing can be said, and why.
    case unknown(String)

    /// A conjunction: one term that is not met decides, whatever is unknown beside it.
    package func and(_ other: Judgement) -> Judgement {
        switch (self, other) {
        case (.notMet, _), (_, .notMet): .notMet
        case (.unknown, _): self
        case (_, .unknown): other
        default: .met
        }
    }

    /// Why nothing can be said; `nil` when something can.
    package var unknownReason: String? {
        if case .unknown(let reason) = self { reason } else { nil }
    }
}

extension Limit {
    /// What an outcome comes to under this limit, resolved to `operand`.
    package func judge(_ outcome: Outcome?, against operand: Value) -> Judgement {
        switch outcome {
        case nil: .unknown("no reading yet")
        case .value(let value)?:
            isMet(by: value, against: operand).map { $0 ? .met : .notMet }
                ?? .unknown(Limit.mismatch(value, operand))
        case .some(let outcome): .unknown("\(outcome)")
        }
    }

    /// The limit as it applies to one subject: the comparison and what the profile said, as in `< 4000000`.
    package func written(against operand: Value) -> String {
        if case .flag(let flag) = operand { return "\(comparison.rawValue) \(flag)" }
        return "\(comparison.rawValue) \(operand)"
    }

    /// The profile's or the baseline's word that the limit needs, as in `profile.bitrate`.
    package var reference: String? {
        if case .reference(let scope, let key, _, _) = operand { "\(scope.rawValue).\(key)" } else { nil }
    }
}

extension Rule.Level {
    /// The metric that stands for the conjunction in one line: a measured number before a flag or a word,
    /// then by name. (`when` is a dictionary; the choice must not depend on its order.)
    package var principal: Metric? {
        when.min { left, right in
            let ranks = (Self.rank(left.value), Self.rank(right.value))
            return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.key < right.key
        }?.key
    }

    private static func rank(_ limit: Limit) -> Int {
        switch limit.operand {
        case .literal(.number), .reference: 0
        default: 1
        }
    }
}
