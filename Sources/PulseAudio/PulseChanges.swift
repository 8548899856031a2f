internal import CPulse

/// What a server said has changed. Its events carry only a kind and an index, so they say what to ask again.
package struct PulseChanges: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let sources = PulseChanges(rawValue: 1)
    package static let sourceOutputs = PulseChanges(rawValue: 2)
    package static let server = PulseChanges(rawValue: 4)
    package static let cards = PulseChanges(rawValue: 8)

    init(event: pa_subscription_event_type_t) {
        switch event.rawValue & PA_SUBSCRIPTION_EVENT_FACILITY_MASK.rawValue {
        case PA_SUBSCRIPTION_EVENT_SOURCE.rawValue: self = .sources
        case PA_SUBSCRIPTION_EVENT_SOURCE_OUTPUT.rawValue: self = .sourceOutputs
        case PA_SUBSCRIPTION_EVENT_SERVER.rawValue: self = .server
        case PA_SUBSCRIPTION_EVENT_CARD.rawValue: self = .cards
        default: self = []
        }
    }
}
