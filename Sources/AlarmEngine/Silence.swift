import StudioModel

/// A silence that a person set.
struct Silence: Sendable {
    var until: Instant
    /// Whether the alarm was to be raised meanwhile, and was not.
    var heldBack = false
    /// Whether its beginning was said.
    var isSaid = false

    func isOn(_ now: Instant) -> Bool { now < until }
}
