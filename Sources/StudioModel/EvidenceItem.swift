/// A file kept beside the journal that shows what was so when an incident began; the journal holds its hash.
package struct EvidenceItem: Hashable, Codable, Sendable {
    package var subject: Subject
    /// A media type: `image/jpeg`, `audio/wav`, `application/jsonl`, `text/plain`.
    package var kind: String
    /// Within the evidence folder; `nil` when there is none, and `note` says why.
    package var file: String?
    package var bytes: Int
    /// SHA-256 in hexadecimal; empty without a file.
    package var sha256: String
    /// What it shows in one line, or why it could not be had.
    package var note: String?

    package init(
        subject: Subject, kind: String, file: String?, bytes: Int = 0, sha256: String = "",
        note: String? = nil
    ) {
        self.subject = subject
        self.kind = kind
        self.file = file
        self.bytes = bytes
        self.sha256 = sha256
        self.note = note
    }
}
