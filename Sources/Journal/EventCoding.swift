import FoundationEssentials
import StudioModel

/// Events as the bytes that are stored: JSON with sorted keys, one key naming the kind.
enum EventCoding {
    static func encode(_ event: StudioEvent) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(event))
    }

    /// `nil` for an event that this version does not know, or knows in another shape.
    static func decode(_ body: [UInt8]) -> StudioEvent? {
        try? JSONDecoder().decode(StudioEvent.self, from: Data(body))
    }

    /// The kind: the object's one key. Kinds are plain words, so that the first quoted text is all of it.
    static func kind(_ body: [UInt8]) -> String {
        let quote = UInt8(ascii: "\"")
        return String(decoding: body.drop { $0 != quote }.dropFirst().prefix { $0 != quote }, as: UTF8.self)
    }
}
