import Crypto
import FoundationEssentials

/// SHA-256 as text, for saying that two things are the same.
package enum Fingerprint {
    /// Of a value, through JSON with sorted keys; empty for what cannot be written as JSON.
    package static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { hexadecimal(SHA256.hash(data: $0)) } ?? ""
    }

    /// Of the bytes of a file.
    package static func text(bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
