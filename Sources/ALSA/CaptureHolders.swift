package import SystemCalls

/// Who records from a card's device now, as far as it can be seen.
package enum CaptureHolders: Hashable, Sendable {
    /// Empty when nobody does.
    case seen([RunningProcess])
    /// The kernel does not show it to us; that is not nobody.
    case hidden

    /// As `arecord (pid 12 of uid 1000)`.
    package var names: [String] {
        if case .seen(let processes) = self { processes.map(\.description) } else { [] }
    }

    /// Whether somebody is seen.
    package var isAnybody: Bool { !names.isEmpty }
}
