import StudioModel

/// What a person calls something, and the id that is made of it.
struct LearntName: Equatable {
    /// As it was answered, in whatever script.
    var title: String
    /// Lower-case ASCII words: safe in a file name, an address and a shell.
    var subject: Subject

    /// The longest name a person may give.
    static let longest = 60

    /// The name's ASCII words make the id; where it has none (主播麦克风), the family and a number do.
    init?(_ title: String, family: String, among known: [Subject]) {
        let plain = title.lowercased().map { character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
        }
        let words = String(plain).split(separator: "-").prefix(4)
        let base = String(words.joined(separator: "-").prefix(40))
        let candidates =
            base.isEmpty
            ? (1...99).map { "\(family)-\($0)" } : [base] + (2...99).map { "\(base)-\($0)" }
        let taken = Set(known.filter { $0.family == family }.map(\.name))
        guard let name = candidates.first(where: { !taken.contains($0) }),
            let subject = Subject(family: family, name: name)
        else { return nil }
        self.title = title
        self.subject = subject
    }
}
