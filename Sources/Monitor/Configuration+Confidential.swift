import ProbeProtocol
import StudioModel

extension Configuration {
    /// Every secret that is handed to the probe, for masking what it prints.
    var confidential: [Secret] {
        subjects.flatMap(\.secrets.values).filter { !$0.isEmpty }.map(Secret.init)
    }
}
