import FoundationEssentials
import StudioModel

extension ReviewReport {
    /// The report for programs: `"schema": "onair.review/1"`, words joined by underscores, times in RFC 3339.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
