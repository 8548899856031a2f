/// ANSI colours, only where they are shown.
enum Colour: String, CaseIterable {
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case grey = "90"
    case bold = "1"
    case inverse = "7"

    /// What `paint` puts around a text: the only control characters of ours that reach a terminal.
    static let sequences = (allCases.map(\.rawValue) + ["0"]).map { "\u{1B}[\($0)m" }

    /// The text in this colour, or as it is when `isOn` is false.
    func paint(_ text: String, _ isOn: Bool) -> String {
        isOn ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
