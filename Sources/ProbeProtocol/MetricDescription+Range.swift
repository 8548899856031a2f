import StudioModel

extension MetricDescription {
    /// What a number in a unit can be at all: no rate is negative, no share of the time is over 100 %, and no level lies
    /// far under the floor of -144 dBFS. A unit that is not listed can be anything.
    private static let bounds: [String: ClosedRange<Double>] = [
        "%": 0...100, "1": 0...largest, "Hz": 0...largest, "bit/s": 0...largest, "Mbit/s": 0...largest,
        "B": 0...largest, "MB/s": 0...largest, "px": 0...largest, "count": 0...largest, "s": 0...largest,
        "ms": 0...largest,
        "dBFS": -200...60, "LUFS": -200...60, "dB": -300...300, "°C": -273.15...2000,
    ]

    /// More than anything in a studio: bytes of a disk are below.
    private static let largest = 1e18

    /// Why a value cannot be what it is said to be; `nil` where it can. A metric with a unit is a number.
    package func refusal(of value: Value) -> String? {
        guard !unit.isEmpty else {
            guard let number = value.number, let least, number < least else { return nil }
            return "\(value) is less than it can be"
        }
        guard let number = value.number else {
            return "a \(value.kind.rawValue) was given where a number in \(unit) belongs"
        }
        let usual = Self.bounds[unit] ?? -Self.largest...Self.largest
        guard number.isFinite, number >= least ?? usual.lowerBound, number <= most ?? usual.upperBound else {
            return "\(value) \(unit) cannot be"
        }
        return nil
    }
}

extension ProbeDescription {
    /// The record without values that cannot be: each becomes a failed measurement, and says why. What the description
    /// does not list is left as it is.
    package func vetted(_ record: ReadingsRecord) -> ReadingsRecord {
        var vetted = record
        for (metric, value) in record.values {
            guard let why = metrics.first(where: { $0.name == metric })?.refusal(of: value) else { continue }
            vetted.values[metric] = nil
            vetted.outcomes[metric] = .failed(why)
        }
        return vetted
    }
}
