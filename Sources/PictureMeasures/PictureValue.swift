/// What one measure came to.
package enum PictureValue: Hashable, Sendable {
    case number(Double)
    case flag(Bool)
    /// Not there, now: the reason says what is missing.
    case absent(String)
    /// This picture, or this frame rate, cannot show it.
    case unsupported(String)
}

/// One metric of a picture: its name, unit, meaning and where the method comes from.
package struct PictureMetric: Hashable, Sendable {
    package let name: String
    package let unit: String
    package let meaning: String
    package let source: String

    init(_ name: String, _ unit: String, _ meaning: String, _ source: String) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        self.source = source
    }
}
