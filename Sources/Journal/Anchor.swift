/// How far the journal went and the hash it had there, to be kept elsewhere: printed in a report, noted on paper.
/// A chain alone cannot tell that its tail was cut off; against an anchor it can.
package struct Anchor: Hashable, Sendable {
    package var sequence: Int64
    package var hash: [UInt8]

    package init(sequence: Int64, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }

    /// Of a journal with nothing in it.
    package static let empty = Anchor(sequence: 0, hash: EventRow.genesis)
}

extension Anchor: LosslessStringConvertible {
    /// `42:9f86d081…`: the count of rows and the head's SHA-256 in hexadecimal.
    package var description: String {
        "\(sequence):" + Fingerprint.hexadecimal(hash)
    }

    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int64(parts[0]), sequence >= 0 else { return nil }
        let digits = parts[1].compactMap(\.hexDigitValue)
        guard digits.count == 64, parts[1].count == 64 else { return nil }
        self.init(
            sequence: sequence,
            hash: stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }
}
