/// A stream key or password while it is in memory.
///
/// It has no `Codable` form, and everything that prints a value prints `•••` for it: description, debugger, `dump`.
package struct Secret: Sendable {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The secret itself. Every use of this name is a place to look at when a key leaks.
    package var exposed: String { text }

    /// `line` with every occurrence of the secret replaced, for text that comes out of a library.
    package func redacted(from line: String) -> String {
        guard !text.isEmpty else { return line }
        var rest = Substring(line)
        var result = ""
        while let next = rest.first {
            if rest.hasPrefix(text) {
                result += Secret.mask
                rest = rest.dropFirst(text.count)
            } else {
                result.append(next)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private static let mask = "•••"
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Secret.mask }
    package var debugDescription: String { Secret.mask }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
