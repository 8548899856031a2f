import StudioModel
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
                    .unknownKey, at: key.mark,
                    .init("unknown key “\(word)” in \(cursor.title.en)", "\(cursor.title.zh)中有未知的键“\(word)”"),
                    advice: nearest.map(ProfileError.meant)
                        ?? .init(
                            "known keys are \(known.joined(separator: ", "))",
                            "可用的键：\(known.joined(separator: "、"))"))
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
    func require(_ key: String, _ en: String, _ zh: String) -> Cursor? {
        if let value = values[key] { return value }
        problems.add(
            .missingKey, at: cursor.mark,
            .init("\(cursor.title.en) has no “\(key)”", "\(cursor.title.zh)缺少“\(key)”"),
            advice: .init(en, zh))
        return nil
    }
}
