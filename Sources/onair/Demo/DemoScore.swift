import StudioModel

/// What the demo proved, and what it did not.
struct DemoScore: Sendable {
    let language: Language
    private var failures = 0

    init(language: Language) {
        self.language = language
    }

    mutating func expect(_ held: Bool, _ english: String, _ chinese: String) {
        if !held { failures += 1 }
        let mark =
            held ? Colour.green.paint("✓", Terminal.usesColour) : Colour.red.paint("✗", Terminal.usesColour)
        Terminal.standardOutput("  \(mark) \(language == .chinese ? chinese : english)")
    }

    /// A fault must be named within three seconds of its injection.
    mutating func judge(_ seconds: Double?, _ english: String, _ chinese: String) {
        guard let seconds else {
            return expect(false, "\(english) was not named within the time", "\(chinese)：未在时限内报出")
        }
        let figure = Value.plain((seconds * 100).rounded() / 100)
        expect(seconds <= 3, "\(english) is named after \(figure) s", "\(chinese)：\(figure) 秒后报出")
    }

    /// Prints the last line.
    func close() -> Bool {
        if failures == 0 {
            Terminal.standardOutput(language == .chinese ? "\n演示成功。" : "\nThe demo held.")
        } else {
            Terminal.standardOutput(
                language == .chinese ? "\n\(failures) 项未达到。" : "\n\(failures) expectations were not met.")
        }
        return failures == 0
    }
}
