/// How much a kernel counter grew between two readings.
package enum Counter {
    /// A 32-bit counter wraps at 2^32. Growth of more than half the range cannot be told from a counter
    /// that began anew, so it is nil.
    package static func growth(from earlier: UInt32, to later: UInt32) -> UInt32? {
        let growth = later &- earlier
        return growth <= .max / 2 ? growth : nil
    }

    /// The same for 64 bits, where a wrap is centuries away and a smaller number means "began anew".
    package static func growth(from earlier: UInt64, to later: UInt64) -> UInt64? {
        let growth = later &- earlier
        return growth <= .max / 2 ? growth : nil
    }

    /// Growth where either reading may be missing (an older kernel does not send every field).
    package static func growth(from earlier: UInt64?, to later: UInt64?) -> UInt64? {
        guard let earlier, let later else { return nil }
        return growth(from: earlier, to: later)
    }
}
