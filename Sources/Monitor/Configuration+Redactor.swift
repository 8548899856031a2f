import ProbeProtocol
import Redaction
import StudioModel

extension Configuration {
    /// Of every secret that is handed to the probe, and every address the profile names, for what it prints.
    var redactor: Redactor {
        Redactor(
            subjects.flatMap { subject in
                subject.secrets.values
                    + subject.match.values.compactMap(\.text).filter { $0.firstRange(of: "://") != nil }
            })
    }
}
