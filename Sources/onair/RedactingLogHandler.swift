import Logging
import Redaction
import StudioModel

/// Logs one line to standard error, with every secret replaced by its mask: libraries and probes may repeat what
/// they were given.
struct RedactingLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .warning
    private let secrets: Redactor

    init(secrets: [Secret]) {
        self.secrets = Redactor(secrets.map(\.exposed))
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, newest in newest }
        let tail = facts.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let line = secrets.redacted("onair: \(event.level): \(event.message)\(tail)")
        Terminal.standardError(line)
    }
}
