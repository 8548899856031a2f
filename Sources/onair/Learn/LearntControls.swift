import StudioModel

/// The controls of a camera as a profile keeps them, from the probe's one line: `brightness 128, auto_exposure Aperture
/// Priority Mode`.
struct LearntControls {
    /// By `control.NAME`; a menu by its word, a switch by true or false.
    let expect: [String: Value]

    /// A shutter that somebody closed is no setting, and a control whose name says so is a button.
    private static let left = ["privacy", "reset", "pan_reset", "tilt_reset", "focus_reset"]

    init(_ outcome: Outcome?) {
        var expect: [String: Value] = [:]
        let text = outcome?.value?.text ?? ""
        // A word of a menu may hold a comma; only a control's name, in small letters, begins the next one.
        let names = text.matches(of: #/(?:^|, )([a-z][a-z0-9_]+) /#)
        for (place, name) in names.enumerated() {
            let end = place + 1 < names.count ? names[place + 1].range.lowerBound : text.endIndex
            let word = String(text[name.range.upperBound..<end])
            guard !word.isEmpty, !Self.left.contains(String(name.1)) else { continue }
            expect["control.\(name.1)"] = Self.value(word)
        }
        self.expect = expect
    }

    private static func value(_ word: String) -> Value {
        switch word {
        // As a value of yes or no is written in words.
        case "yes": .flag(true)
        case "no": .flag(false)
        default: Double(word).map { .number($0) } ?? .text(word)
        }
    }
}
