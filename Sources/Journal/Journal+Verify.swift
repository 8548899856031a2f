import GRDB
import StudioModel

/// What looking at every row of the journal found.
package enum Verification: Hashable, Sendable {
    /// Every row is as it was written and linked to the one before.
    case sound(Anchor)
    /// The first row that is not, and why.
    case broken(Fault)

    package struct Fault: Hashable, Sendable {
        package enum Kind: String, Codable, CaseIterable, Sendable {
            /// The row's columns do not give its hash.
            case altered
            /// Rows between the one before and this one are gone.
            case missing
            /// The row is not linked to the one before it.
            case unlinked
            /// The journal ends before the anchor.
            case truncated
            /// The row at the anchor has another hash: the chain was written anew.
            case rewritten
            /// SQLite cannot read the row.
            case unreadable
        }

        package var kind: Kind
        /// The row: the first of those that are missing, the first that cannot be read.
        package var sequence: Int64
        package var reason: LocalizedText
    }
}

extension Journal {
    /// Looks at every row. Damage is a result, never an error; only a journal that cannot be opened throws.
    package func verify(against anchor: Anchor? = nil) throws(JournalError) -> Verification {
        var chain = ChainCheck(anchor: anchor)
        do {
            return try read { database in
                let rows = try Row.fetchCursor(database, sql: "SELECT * FROM event ORDER BY sequence")
                while let row = try rows.next() {
                    if let fault = chain.look(at: EventRow(row)) { return .broken(fault) }
                }
                return chain.end()
            }
        } catch {
            guard error.code == .damaged || error.code == .inputOutput else { throw error }
            return .broken(chain.fault(.unreadable, at: chain.last.sequence + 1, detail: error.sentence))
        }
    }
}

/// Walks the chain, one row after the other.
struct ChainCheck {
    var anchor: Anchor?
    var last = Anchor.empty

    /// What is wrong with the next row; `nil` when nothing is.
    mutating func look(at row: EventRow) -> Verification.Fault? {
        let expected = last.sequence + 1
        guard let sequence = row.sequence else { return fault(.altered, at: expected) }
        if sequence != expected { return fault(.missing, at: expected) }
        if !row.isSound { return fault(.altered, at: sequence) }
        if row.previous != last.hash { return fault(.unlinked, at: sequence) }
        if let anchor, anchor.sequence == sequence, anchor.hash != row.hash {
            return fault(.rewritten, at: sequence)
        }
        last = Anchor(sequence: sequence, hash: row.hash)
        return nil
    }

    func end() -> Verification {
        if let anchor, anchor.sequence > last.sequence {
            return .broken(fault(.truncated, at: last.sequence + 1))
        }
        return .sound(last)
    }

    func fault(
        _ kind: Verification.Fault.Kind, at sequence: Int64, detail: LocalizedText? = nil
    ) -> Verification.Fault {
        let reason =
            switch kind {
            case .altered: LocalizedText(en: "row \(sequence) was altered", zh: "第 \(sequence) 条被改动")
            case .missing: LocalizedText(en: "row \(sequence) is missing", zh: "缺少第 \(sequence) 条")
            case .unlinked:
                LocalizedText(
                    en: "row \(sequence) is not linked to the one before", zh: "第 \(sequence) 条与前一条不相连")
            case .truncated:
                LocalizedText(
                    en:
                        "the journal ends at row \(last.sequence), the anchor is row \(anchor?.sequence ?? 0)",
                    zh: "日志止于第 \(last.sequence) 条，锚点为第 \(anchor?.sequence ?? 0) 条")
            case .rewritten:
                LocalizedText(
                    en: "row \(sequence) is not the one the anchor was taken of", zh: "第 \(sequence) 条与锚点不符")
            case .unreadable:
                LocalizedText(
                    en: "row \(sequence) cannot be read (\(detail?.en ?? "unknown"))",
                    zh: "第 \(sequence) 条无法读取（\(detail?.zh ?? "未知")）")
            }
        return Verification.Fault(kind: kind, sequence: sequence, reason: reason)
    }
}
