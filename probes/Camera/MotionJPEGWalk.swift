import Glibc

/// Walks the markers of motion-JPEG frames without decoding them: what a lost USB packet does to a frame shows here.
/// Keeps what is usual for the camera, for many leave out the end marker.
package struct MotionJPEGWalk: Sendable {
    private var endings = 0

    package init() {}

    /// What is wrong with the frame, in words; nil when it is whole.
    package mutating func fault(
        _ bytes: UnsafeRawBufferPointer, width: Int, height: Int
    ) -> String? {
        switch Self.walk(bytes, width: width, height: height) {
        case .failure(let fault): return fault.words
        case .success(let hasEnd):
            if hasEnd {
                endings = min(10, endings + 1)
                return nil
            }
            // A camera that has always ended its frames has cut this one off.
            return endings >= 10 ? "it is cut off" : nil
        }
    }

    private struct Fault: Error { var words: String }

    /// - Returns: whether it has an end-of-image marker.
    private static func walk(_ bytes: UnsafeRawBufferPointer, width: Int, height: Int) -> Result<Bool, Fault>
    {
        guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else {
            return .failure(Fault(words: "it is no JPEG"))
        }
        var place = 2
        var hasSize = false
        while true {
            guard let (marker, next) = marker(bytes, from: place) else {
                return .failure(Fault(words: "it ends before its picture begins"))
            }
            place = next
            if marker == 0x01 || (0xD0...0xD7).contains(marker) { continue }
            if marker == 0xD9 { return .failure(Fault(words: "it holds no picture")) }
            if marker == 0xD8 { return .failure(Fault(words: "it begins twice")) }
            guard place + 2 <= bytes.count else {
                return .failure(Fault(words: "it ends before its picture begins"))
            }
            let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
            guard length >= 2, place + length <= bytes.count else {
                return .failure(Fault(words: "a part of it is longer than the frame"))
            }
            if isFrameHeader(marker) {
                guard length >= 8 else { return .failure(Fault(words: "its header is too short")) }
                let itsHeight = Int(bytes[place + 3]) << 8 | Int(bytes[place + 4])
                let itsWidth = Int(bytes[place + 5]) << 8 | Int(bytes[place + 6])
                // Height 0 is legal: it follows the picture then.
                guard itsWidth == width, itsHeight == height || itsHeight == 0 else {
                    return .failure(Fault(words: "it is \(itsWidth)x\(itsHeight), not \(width)x\(height)"))
                }
                hasSize = true
            }
            place += length
            if marker == 0xDA {
                return hasSize ? scan(bytes, from: place) : .failure(Fault(words: "it does not say its size"))
            }
        }
    }

    /// SOF0 to SOF15 without DHT, JPG and DAC.
    private static func isFrameHeader(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
    }

    /// The next marker outside picture data; fill bytes are legal before it.
    private static func marker(_ bytes: UnsafeRawBufferPointer, from start: Int) -> (UInt8, Int)? {
        var place = start
        guard place < bytes.count, bytes[place] == 0xFF else { return nil }
        while place < bytes.count, bytes[place] == 0xFF { place += 1 }
        return place < bytes.count ? (bytes[place], place + 1) : nil
    }

    /// The picture data: within it only stuffed bytes, restart markers in their order, and parts of later scans.
    private static func scan(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Result<Bool, Fault> {
        guard start < bytes.count, let base = bytes.baseAddress else {
            return .failure(Fault(words: "its picture is missing"))
        }
        var place = start
        var restart: UInt8?
        while place < bytes.count, let found = memchr(base + place, 0xFF, bytes.count - place) {
            place = UnsafeRawPointer(found) - base + 1
            guard place < bytes.count else { return .success(false) }
            let marker = bytes[place]
            switch marker {
            case 0x00: place += 1
            case 0xFF: continue
            case 0xD9: return .success(true)
            case 0xD0...0xD7:
                if let restart, marker != 0xD0 | (restart &+ 1) & 7 {
                    return .failure(Fault(words: "a piece of its picture is missing"))
                }
                restart = marker & 7
                place += 1
            // Tables, a further scan, or the number of lines: legal between scans.
            case 0xC4, 0xDA, 0xDB, 0xDC, 0xDD, 0xE0...0xEF, 0xFE:
                guard place + 2 < bytes.count else { return .success(false) }
                place += 1 + (Int(bytes[place + 1]) << 8 | Int(bytes[place + 2]))
                restart = nil
            default: return .failure(Fault(words: "its picture data is damaged"))
            }
        }
        return .success(false)
    }
}
