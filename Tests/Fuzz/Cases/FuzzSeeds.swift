import JPEG

/// Inputs that go deep, to be spoilt: whole frames of each layout and whole JPEG pictures of each subsampling.
package enum FuzzSeeds {
    package static let all: [[UInt8]] = frames + pictures

    private static let frames: [[UInt8]] = (0..<36).flatMap { kind in
        [3, 8, 12, 0].map { flags in frame(kind: UInt8(kind), flags: flags) }
    }

    /// 70 × 41 pixels, to be filled with a hundred bytes again and again.
    private static func frame(kind: UInt8, flags: UInt8) -> [UInt8] {
        let header: [UInt8] = [0, kind, flags, 70, 0, 41, 0, 0, 0, 0, 0]
        return header + (0..<97).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    }

    private static let pictures: [[UInt8]] =
        picture(64, 48, halvesRows: false) + picture(33, 17, halvesRows: true)
        + picture(161, 90, halvesRows: false)

    /// In colour and in grey.
    private static func picture(_ width: Int, _ height: Int, halvesRows: Bool) -> [[UInt8]] {
        let luma = (0..<width * height).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }
        let count = (width + 1) / 2 * (halvesRows ? (height + 1) / 2 : height)
        let chroma = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 3) }
        let colour = PlanarPicture(
            width: width, height: height, luma: luma, blueChroma: chroma, redChroma: chroma.reversed(),
            halvesRows: halvesRows)
        let grey = PlanarPicture(width: width, height: height, luma: luma)
        return [colour, grey].compactMap { try? $0.jpeg() }.map { [1, 0] + $0 }
    }
}

/// Spoils inputs, the same way for the same number.
package struct Spoiler: Sendable {
    private var state: UInt64

    package init(_ number: UInt64) { state = number &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func dice(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % max(1, sides)
    }

    /// One to eight wounds: bits, bytes, cuts, repeats, and marker bytes that a JPEG takes seriously.
    package mutating func spoilt(_ seed: [UInt8], among seeds: [[UInt8]]) -> [UInt8] {
        var input = seed
        for _ in 0...dice(8) where !input.isEmpty {
            let place = dice(input.count)
            switch dice(8) {
            case 0: input[place] ^= 1 << UInt8(dice(8))
            case 1: input[place] = UInt8(dice(256))
            case 2: input[place] = [0, 1, 127, 128, 254, 255][dice(6)]
            case 3: input.removeLast(dice(input.count))
            case 4: input.insert(contentsOf: input[place..<min(input.count, place + dice(64))], at: place)
            case 5: input.removeSubrange(place..<min(input.count, place + 1 + dice(16)))
            case 6:
                let markers: [UInt8] = [0xC0, 0xC2, 0xC4, 0xD8, 0xD9, 0xDA, 0xDB, 0xDD, 0xE0, 0xFE, 0x01]
                input.replaceSubrange(
                    place..<min(input.count, place + 2), with: [0xFF, markers[dice(markers.count)]])
            default:
                let other = seeds[dice(seeds.count)]
                input.replaceSubrange(place..<input.count, with: other.dropFirst(dice(other.count)))
            }
            // Nothing new lies in large inputs.
            if input.count > 1 << 16 { input.removeLast(input.count - (1 << 16)) }
        }
        return input
    }
}
