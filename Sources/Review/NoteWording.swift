import Checklist
import StudioModel

/// A note as a person reads it: what people wrote stays, what the desk wrote is said in the reader's language and with the
/// clock on the reader's wall.
package enum NoteWording {
    package static func text(_ note: Incident.Note, _ language: Language, _ clock: LocalClock) -> String {
        if note.by == "onair" { return ProbeWords.say(note.text, language) }
        return silence(note, language, clock) ?? note.text
    }

    /// `silenced until 2026-03-08T20:00:00.000Z: why`, as the desk keeps it.
    private static func silence(_ note: Incident.Note, _ language: Language, _ clock: LocalClock) -> String? {
        let chinese = language == .chinese
        func said(_ words: String, _ rest: Substring) -> String? {
            if rest.isEmpty { return words }
            return rest.hasPrefix(": ") ? words + (chinese ? "：" : ": ") + rest.dropFirst(2) : nil
        }
        if note.text.hasPrefix("no longer silenced") {
            return said(chinese ? "不再静默" : "no longer silenced", note.text.dropFirst(18))
        }
        let rest = note.text.dropFirst(15)
        guard note.text.hasPrefix("silenced until "), let end = WallTime(String(rest.prefix(24))) else {
            return nil
        }
        let isToday = clock.dayAndMinute(end).prefix(10) == clock.dayAndMinute(note.at).prefix(10)
        let time = isToday ? clock.second(end) : clock.dayAndMinute(end)
        return said(chinese ? "静默至 \(time)" : "silenced until \(time)", rest.dropFirst(24))
    }
}
