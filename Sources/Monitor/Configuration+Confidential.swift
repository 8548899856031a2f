import ProbeProtocol
import StudioModel

extension Configuration {
    /// Every secret that is handed to the probe, and every address the profile names, for masking what it prints.
    var confidential: Confidential {
        Confidential(
            subjects.flatMap { subject in
                subject.secrets.values.filter { !$0.isEmpty }
                    + subject.match.values.compactMap(\.text).filter { $0.firstRange(of: "://") != nil }
            })
    }
}
