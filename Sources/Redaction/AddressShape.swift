/// An address in running text: `scheme://user@host:port/whatever`.
enum AddressShape {
    static func isIn(_ text: String) -> Bool { text.utf8.firstRange(of: "://".utf8) != nil }

    /// The text with every address cut down to its scheme and host: what follows is usually the key.
    static func shortened(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let mark = rest.firstRange(of: "://") {
            let end = rest[mark.upperBound...].firstIndex(where: ends) ?? rest.endIndex
            let address = rest[mark.upperBound..<end]
            let authority = address.prefix { !"/?#".contains($0) }
            let host =
                authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
            result += rest[..<mark.upperBound] + host
            if address.endIndex > authority.endIndex { result += "/" + Redactor.mask }
            rest = rest[end...]
        }
        return result + rest
    }

    /// The text with every absolute path in it masked: what a playlist names was never ours to know by value.
    static func withoutPaths(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while !rest.isEmpty {
            let word = rest.prefix { !ends($0) }
            result += word.first == "/" && word.utf8.count > 3 ? Redactor.mask[...] : word
            rest = rest[word.endIndex...]
            result += rest.prefix(1)
            rest = rest.dropFirst()
        }
        return result
    }

    /// The parts of an address that may be a key: its user and password, the parts of its path, its query and the
    /// values in it. A short part before the last is a server's `live`, and a word of ours as often.
    static func keys(in text: String) -> [Substring] {
        guard let mark = text.firstRange(of: "://") else { return [] }
        let rest = text[mark.upperBound...]
        let authorityEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        let authority = rest[..<authorityEnd]
        var found: [Substring] = []
        if let at = authority.lastIndex(of: "@") {
            let user = authority[..<at]
            found += [user] + user.split(separator: ":")
        }
        let parts = rest[authorityEnd...].split(separator: "?", maxSplits: 1)
        let path = (parts.first ?? "").split(separator: "/")
        found += path.dropLast().filter { $0.utf8.count > 6 } + path.suffix(1)
        if parts.count > 1 {
            if let last = path.last { found.append(last.base[last.startIndex...]) }
            found.append(parts[1])
            found += parts[1].split { "&#,".contains($0) }
                .compactMap { pair in pair.firstIndex(of: "=").map { pair[pair.index(after: $0)...] } }
        }
        return found
    }

    private static func ends(_ character: Character) -> Bool {
        character.isWhitespace || "\"'`<>“”‘’，。；）".contains(character)
    }
}
