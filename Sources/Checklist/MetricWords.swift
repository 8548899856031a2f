import StudioModel

/// What a probe's description says of a metric, as far as the sentences of a finding need it.
package struct MetricWords: Hashable, Sendable {
    /// The unit as it is written: `Hz`, `dBFS`, `bit/s`; `1` for a ratio.
    package var unit: String
    package var name: LocalizedText?
    /// Seconds between two readings; 0 where there is none.
    package var period: Double

    package init(unit: String, name: LocalizedText? = nil, period: Double = 0) {
        self.unit = unit
        self.name = name
        self.period = period
    }
}
