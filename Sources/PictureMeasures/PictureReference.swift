import FoundationEssentials

/// The picture of the good rig, made small: 64 × 36 mean luma codes, and the row profile that shows bands of light.
/// Written as one line of text for a profile.
package struct PictureReference: Hashable, Codable, Sendable {
    package static let columns = 64
    package static let rows = 36

    /// Full-range codes, row by row.
    package let luma: [UInt8]
    /// Mean levels by row and strip, see `FlickerRows`; empty where it was not taken.
    let profile: [UInt8]

    /// - Parameter sample: nil comes of a picture too small to be made smaller.
    package init?(_ sample: PictureSample, profile: [Double] = []) {
        guard sample.columns >= Self.columns, sample.rows >= Self.rows else { return nil }
        luma = Self.thumbnail(sample).map { UInt8(min(255, max(0, $0.rounded()))) }
        let range = sample.range
        self.profile = profile.map { UInt8(min(255, max(0, ($0 * 255 / range.span).rounded()))) }
    }

    /// Box means, stretched to full range.
    static func thumbnail(_ sample: PictureSample) -> [Float] {
        let range = sample.range
        var thumbnail: [Float] = []
        thumbnail.reserveCapacity(columns * rows)
        sample.luma.withUnsafeBufferPointer { luma in
            for row in 0..<rows {
                let lines = row * sample.rows / Self.rows..<(row + 1) * sample.rows / Self.rows
                for column in 0..<columns {
                    let across =
                        column * sample.columns / Self.columns..<(column + 1) * sample.columns / Self.columns
                    var sum = 0
                    // Every other line of samples is enough for a mean.
                    for line in stride(from: lines.lowerBound, to: lines.upperBound, by: 2) {
                        for place in across { sum &+= Int(luma[line * sample.columns + place]) }
                    }
                    let mean = Float(sum) / Float((lines.count + 1) / 2 * across.count)
                    thumbnail.append((mean - Float(range.black)) * Float(255 / range.span))
                }
            }
        }
        return thumbnail
    }

    /// Base64 of the codes, then of the profile behind a colon.
    package var text: String {
        let picture = Data(luma).base64EncodedString()
        return profile.isEmpty ? picture : picture + ":" + Data(profile).base64EncodedString()
    }

    /// Nil for a text that is no reference.
    package init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map { Data(base64Encoded: String($0)) }
        guard let first = parts.first, let codes = first, codes.count == Self.columns * Self.rows else {
            return nil
        }
        luma = Array(codes)
        guard parts.count == 2 else {
            profile = []
            return
        }
        guard let levels = parts[1], levels.count == FlickerRows.count else { return nil }
        profile = Array(levels)
    }
}
