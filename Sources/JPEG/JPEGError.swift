/// A picture libjpeg-turbo could not read or write, in its own words.
package struct JPEGError: Error, Equatable, Sendable, CustomStringConvertible {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }

    package var description: String { "the JPEG picture cannot be used: \(reason)" }
}
