import Yams

/// The keys of one mapping. Keys that nobody knows were complained about when it was made.
struct Fields {
    private let values: [String: Cursor]
    let cursor: Cursor

    var problems: Problems { cursor.problems }

    init(_ mapping: Node.Mapping, of cursor: Cursor, known: [String]) {
        var values: [String: Cursor] = [:]
        for (key, value) in mapping {
            let word = key.scalar?.string ?? ""
            guard known.contains(word) else {
                let nearest = EditDistance.nearest(to: word, among: known)
                cursor.problems.add(
                    .unknownKey, at: key.mark, "unknown key “\(word)” in \(cursor.title)",
                    advice: nearest.map { "did you mean “\($0)”?" }
                        ?? "known keys are \(known.joined(separator: ", "))")
                continue
            }
            let name = cursor.name.isEmpty ? word : "\(cursor.name).\(word)"
            values[word] = Cursor(node: value, name: name, problems: cursor.problems)
        }
        self.values = values
        self.cursor = cursor
    }

    /// The value of a key that may be missing.
    subscript(key: String) -> Cursor? { values[key] }

    /// The value of a key that must be there.
    func require(_ key: String, _ advice: String) -> Cursor? {
        if let value = values[key] { return value }
        problems.add(.missingKey, at: cursor.mark, "\(cursor.title) has no “\(key)”", advice: advice)
        return nil
    }
}
