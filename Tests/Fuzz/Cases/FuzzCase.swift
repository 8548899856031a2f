import JPEG
import PictureMeasures

/// One hostile input, carried through the code that meets such inputs: frames of nonsense sizes and lengths, and
/// pictures that only claim to be JPEG. It comes to an end or crashes; what it answers is for the driver's statistics.
package enum FuzzCase {
    /// How far an input came.
    package enum Outcome: String, CaseIterable, Sendable {
        case refused, measured
    }

    /// The first byte chooses the path.
    package static func run(_ input: [UInt8]) -> Outcome {
        guard let first = input.first else { return .refused }
        return first & 1 == 0 ? frame(Array(input.dropFirst())) : jpeg(Array(input.dropFirst()))
    }

    // MARK: Frames

    /// Twelve bytes of header, then the frame's bytes as they are, or repeated until they suffice.
    package static func frame(_ input: [UInt8]) -> Outcome {
        var header = Reader(input)
        let samples = samples(header.byte())
        let flags = header.byte()
        let width = header.size()
        let height = header.size()
        let bytesPerRow = header.size()
        let lumaRows = header.size()
        let layout = PictureLayout(
            samples, width: width, height: height, bytesPerRow: bytesPerRow, lumaRows: lumaRows,
            range: flags & 1 == 0 ? .limited : .full, matrix: flags & 2 == 0 ? .bt601 : .bt709)
        guard let layout else { return .refused }
        var payload = header.rest
        // Larger ones cost time and find nothing new.
        if flags & 4 == 0, !payload.isEmpty, layout.byteCount <= 1 << 19 {
            let seed = payload
            while payload.count < layout.byteCount { payload += seed }
            // The exact length, or one byte short of it.
            payload.removeLast(payload.count - layout.byteCount + (flags & 8 == 0 ? 0 : 1))
        }
        return measure(payload, layout, flags)
    }

    private static func measure(_ payload: [UInt8], _ layout: PictureLayout, _ flags: UInt8) -> Outcome {
        var setting = PictureSetting()
        setting.grey = Region(x: Double(flags) / 64 - 1, y: 0.2, width: 0.5, height: Double(flags) / 128)
        setting.backdrop = Region(x: .nan, y: -1, width: .infinity, height: 3)
        setting.reference = PictureMeter.reference(payload.span.bytes, layout)
        var meter = PictureMeter(setting)
        let first = meter.measure(payload.span.bytes, layout, at: 0)
        meter.glance(payload.span.bytes, layout, at: 0.1)
        let second = meter.measure(payload.span.bytes, layout, at: 0.2)
        // Whole or not at all, the same each time, and every metric has its value.
        let isWhole = payload.count >= layout.byteCount
        guard (first != nil) == isWhole, (second != nil) == isWhole else { return broken("measured in part") }
        guard let second else { return .refused }
        guard second.stillness.isStill, second.values.count == PictureMetric.all.count else {
            return broken("a picture differs from itself")
        }
        for (name, value) in second.values {
            if case .number(let number) = value, !number.isFinite { return broken("\(name) is \(number)") }
        }
        return .measured
    }

    // MARK: JPEG

    package static func jpeg(_ input: [UInt8]) -> Outcome {
        guard let choice = input.first else { return .refused }
        let picture = Array(input.dropFirst())
        guard var planar = try? PlanarDecoder() else { return .refused }
        let denominator = [1, 2, 4, 8][Int(choice & 3)]
        guard (try? picture.withUnsafeBytes({ try planar.decode($0, denominator: denominator) })) != nil
        else {
            return .refused
        }
        let layout = PictureLayout(
            .planar(across: planar.across, down: planar.down), width: planar.width, height: planar.height,
            bytesPerRow: planar.bytesPerRow, lumaRows: planar.lumaRows, range: .full, matrix: .bt601)
        guard let layout else {
            // Long and narrow enough is a JPEG, and no camera's picture.
            let longest = max(planar.width, planar.height)
            return longest > PictureLayout.longestSide ? .refused : broken("no layout")
        }
        guard planar.bytes.count >= layout.byteCount else { return broken("fewer planes than layout") }
        return measure(planar.bytes, layout, choice)
    }

    // MARK: Parts

    /// Stops the program: a fuzzer knows crashes only.
    private static func broken(_ what: String) -> Outcome {
        preconditionFailure("the input broke a promise: \(what)")
    }

    private static func samples(_ byte: UInt8) -> PictureLayout.Samples {
        switch byte % 6 {
        case 0: .yuyv
        case 1: .uyvy
        case 2: .nv12
        case 3: .grey
        case 4: .i420
        default: .planar(across: Int(byte / 6 % 5) - 1, down: Int(byte / 30 % 5) - 1)
        }
    }

    private struct Reader {
        private let bytes: [UInt8]
        private var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func byte() -> UInt8 {
            defer { place += 1 }
            return place < bytes.count ? bytes[place] : 0
        }

        /// Mostly small, sometimes absurd.
        mutating func size() -> Int {
            let (low, high) = (Int(byte()), Int(byte()))
            switch high {
            case 255: return low < 128 ? .max >> low : .min
            case 254: return -low
            case 200...253: return low << (high - 200)
            default: return low + high % 8 * 64
            }
        }

        var rest: [UInt8] { Array(bytes.dropFirst(place)) }
    }
}
