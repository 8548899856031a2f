import StudioModel

/// Changes one word of a profile's text and leaves the rest, comments and all, as its writer left it.
///
/// It understands the two ways in which people write a subject's `expect`, `{ key: value }` on one line or a key a line.
/// Whoever uses it reads the result back: what it does not understand is left alone, and `nil`.
package enum ProfileEdit {
    /// The text with `key: value` under `expect` of a subject.
    package static func expecting(
        _ key: String, _ value: Value, of subject: Subject, in text: String
    ) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let (first, indent) = item(subject, lines) else { return nil }
        var end = first + 1
        while end < lines.count, depth(lines[end]).map({ $0 >= indent }) ?? true { end += 1 }
        // Comments and blank lines before the next item are the next item's.
        while end > first + 1, depth(lines[end - 1]) == nil { end -= 1 }
        let pad = String(repeating: " ", count: indent)
        let pair = "\(key): \(YAMLText.value(value))"
        let place = (first + 1..<end).first {
            depth(lines[$0]) == indent && lines[$0].dropFirst(indent).hasPrefix("expect:")
        }
        guard let place else {
            lines.insert("\(pad)expect: { \(pair) }", at: first + 1)
            return lines.joined(separator: "\n")
        }
        let rest = lines[place].dropFirst(indent + "expect:".count).drop { $0 == " " }
        if rest.hasPrefix("{") {
            guard let line = flow(lines[place], key, pair) else { return nil }
            lines[place] = line
        } else if rest.isEmpty || rest.hasPrefix("#") {
            var inner = place + 1
            while inner < end, depth(lines[inner]).map({ $0 > indent }) ?? true { inner += 1 }
            let members = (place + 1..<inner).filter { depth(lines[$0]) != nil }
            guard let step = members.first.flatMap({ depth(lines[$0]) }) else { return nil }
            let line = String(repeating: " ", count: step) + pair
            if let old = members.first(where: { lines[$0].dropFirst(step).hasPrefix("\(key):") }) {
                lines[old] = line
            } else {
                lines.insert(line, at: (members.last ?? place) + 1)
            }
        } else {
            return nil
        }
        return lines.joined(separator: "\n")
    }

    /// Where `- subject: NAME` stands, and how far its keys are indented.
    private static func item(_ subject: Subject, _ lines: [String]) -> (line: Int, indent: Int)? {
        for (number, line) in lines.enumerated() {
            let spaces = line.prefix { $0 == " " }.count
            let rest = line.dropFirst(spaces)
            guard rest.hasPrefix("- subject:") else { continue }
            let name = rest.dropFirst("- subject:".count).split(separator: " ").first ?? ""
            if name == subject.rawValue || name == "\"\(subject.rawValue)\"" { return (number, spaces + 2) }
        }
        return nil
    }

    /// How far a line is indented; `nil` of a blank one and a comment.
    private static func depth(_ line: String) -> Int? {
        let rest = line.drop { $0 == " " }
        return rest.isEmpty || rest.hasPrefix("#") ? nil : line.count - rest.count
    }

    /// `expect: { a: 1, key: old }` with the new pair; `nil` where the mapping does not end on its line.
    private static func flow(_ line: String, _ key: String, _ pair: String) -> String? {
        var members: [Substring] = []
        var (quote, start): (Character?, String.Index?) = (nil, nil)
        guard let open = line.firstIndex(of: "{") else { return nil }
        var place = line.index(after: open)
        while place < line.endIndex {
            let character = line[place]
            switch character {
            case "\\" where quote == "\"": place = line.index(after: place)
            case "\"", "'":
                quote = quote == nil ? character : quote == character ? nil : quote
            case "{", "[": if quote == nil { return nil }
            case ",", "}":
                guard quote == nil else { break }
                members.append(line[(start ?? line.index(after: open))..<place])
                if character == "}" {
                    var kept = members.map { $0.drop { $0 == " " } }.filter { !$0.allSatisfy { $0 == " " } }
                    kept.removeAll { $0.hasPrefix("\(key):") }
                    let words = kept.map { String($0).trimmedEnd } + [pair]
                    return
                        "\(line[..<open]){ \(words.joined(separator: ", ")) }\(line[line.index(after: place)...])"
                }
                start = line.index(after: place)
            default: break
            }
            guard place < line.endIndex else { return nil }
            place = line.index(after: place)
        }
        return nil
    }
}

extension String {
    fileprivate var trimmedEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
