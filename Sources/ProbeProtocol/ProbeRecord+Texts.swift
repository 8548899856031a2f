import StudioModel

extension ProbeRecord {
    /// The record with every free text in it replaced, names of subjects and metrics excepted.
    package func mapTexts(_ transform: (String) -> String) -> ProbeRecord {
        switch self {
        case .readings(var readings):
            readings.values = readings.values.mapValues { $0.mapText(transform) }
            readings.outcomes = readings.outcomes.mapValues { $0.mapText(transform) }
            return .readings(readings)
        case .event(var event):
            event.event = transform(event.event)
            return .event(event)
        case .device(var device):
            device.identity = device.identity.mapValues(transform)
            device.name = transform(device.name)
            device.state = device.state.mapText(transform)
            device.facts = device.facts.mapValues { $0.mapText(transform) }
            return .device(device)
        case .refused(let id, let reason): return .refused(id: id, reason: transform(reason))
        case .unknown(let name): return .unknown(transform(name))
        case .alive, .done, .end: return self
        }
    }
}

extension Value {
    fileprivate func mapText(_ transform: (String) -> String) -> Value {
        if case .text(let text) = self { .text(transform(text)) } else { self }
    }
}

extension Outcome {
    fileprivate func mapText(_ transform: (String) -> String) -> Outcome {
        switch self {
        case .value(let value): .value(value.mapText(transform))
        case .absent(let reason): .absent(transform(reason))
        case .unsupported(let reason): .unsupported(transform(reason))
        case .denied(let reason): .denied(transform(reason))
        case .failed(let reason): .failed(transform(reason))
        }
    }
}
