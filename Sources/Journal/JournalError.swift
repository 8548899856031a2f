import StudioModel

/// What the journal could not do, why, and what helps: one line for a person and an exit code for a script.
package struct JournalError: SpokenError, Hashable {
    package enum Code: String, Codable, CaseIterable, Sendable {
        /// There is no journal yet.
        case missing
        /// The system does not let us in.
        case denied
        /// It can be read, but not written.
        case readOnly = "read-only"
        /// No space is left for another row.
        case full
        /// The file is something else.
        case notAJournal = "not-a-journal"
        /// A later OnAir wrote it.
        case newer
        /// Somebody else has kept it locked for longer than we wait.
        case busy
        /// Another `watch` runs.
        case watched
        /// Bytes in it are not what was written.
        case damaged
        /// It was deleted, moved or replaced while it was open.
        case displaced
        /// Reading or writing went wrong in another way.
        case inputOutput = "input-output"
    }

    package var code: Code
    package var sentence: LocalizedText
    package var advice: LocalizedText

    package init(_ code: Code, _ sentence: LocalizedText, advice: LocalizedText) {
        self.code = code
        self.sentence = sentence
        self.advice = advice
    }

    /// The exit code of `sysexits.h` that says it to a script.
    package var exitCode: Int32 {
        switch code {
        case .missing: 66  // EX_NOINPUT
        case .denied: 77  // EX_NOPERM
        case .readOnly: 73  // EX_CANTCREAT
        case .full, .displaced, .inputOutput: 74  // EX_IOERR
        case .notAJournal, .damaged: 65  // EX_DATAERR
        case .newer: 78  // EX_CONFIG: another version of the program is installed than wrote its data
        case .busy, .watched: 75  // EX_TEMPFAIL
        }
    }

    /// Sentence and advice in one line.
    package func line(_ language: Language) -> String {
        language == .chinese ? "\(sentence.zh)。\(advice.zh)。" : "\(sentence.en). \(advice.en)."
    }
}
