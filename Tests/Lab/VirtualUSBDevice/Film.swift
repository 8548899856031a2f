/// Where the camera's pictures come from: drawn as they are due, or a strip of Motion JPEG that repeats.
package enum Film: Sendable {
    case drawn(MovingPicture)
    case compressed([[UInt8]], next: Int)

    /// Cuts a file of JPEG pictures, one after the other as `ffmpeg -f mjpeg` writes them; nil if there is none.
    package init?(motionJPEG bytes: [UInt8]) {
        // FF D8 FF begins a picture; inside one FF is always followed by 00 or another marker.
        let starts = bytes.indices.dropLast(2).filter {
            bytes[$0] == 0xFF && bytes[$0 + 1] == 0xD8 && bytes[$0 + 2] == 0xFF
        }
        guard !starts.isEmpty else { return nil }
        let ends = starts.dropFirst() + [bytes.count]
        self = .compressed(zip(starts, ends).map { Array(bytes[$0..<$1]) }, next: 0)
    }

    package var isCompressed: Bool { if case .compressed = self { true } else { false } }

    /// The bytes of a picture: the drawn one, or the next of the strip.
    mutating func advance(step: Int, brightness: Int, black: Bool) -> [UInt8] {
        switch self {
        case .drawn(var picture):
            // Emptied first, so that the picture is drawn in place and not into a copy.
            self = .compressed([], next: 0)
            picture.draw(step: step, brightness: brightness, black: black)
            self = .drawn(picture)
            return picture.bytes
        case .compressed(let pictures, let next):
            guard !pictures.isEmpty else { return [] }
            self = .compressed(pictures, next: (next + 1) % pictures.count)
            return pictures[next % pictures.count]
        }
    }

    /// The same bytes with a hole in their middle, as a lost packet leaves them.
    static func broken(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        // A marker that no scan holds, so that no decoder can call the picture whole.
        for index in (bytes.count / 3)..<(bytes.count / 2) {
            bytes[index] = index.isMultiple(of: 2) ? 0xFF : 0xD8
        }
        return bytes
    }
}
