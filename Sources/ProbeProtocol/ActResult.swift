import StudioModel

/// What an action did, or would do when it was dry.
package struct ActResult: Hashable, Codable, Sendable {
    /// The arguments that would take it back.
    package var undo: [String: Value]
    /// Each change in words: `brightness 100 → 128`.
    package var changes: [String]

    package init(undo: [String: Value] = [:], changes: [String] = []) {
        self.undo = undo
        self.changes = changes
    }

    private enum CodingKeys: String, CodingKey {
        case undo, changes
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        undo = try container.decodeIfPresent([String: Value].self, forKey: .undo) ?? [:]
        changes = try container.decodeIfPresent([String].self, forKey: .changes) ?? []
    }
}
