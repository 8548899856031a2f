import Checklist
import ProbeProtocol

extension DiscoveredDevice {
    /// What the checklist needs of it.
    var plugged: PluggedDevice { PluggedDevice(family: family, name: name, identity: identity) }
}
