import JPEG
import PictureMeasures
import StudioModel
import Video4Linux

/// Takes the picture measures of camera frames, whatever their pixel format.
struct PictureReader: ~Copyable {
    private let format: PictureFormat
    private var meter: PictureMeter
    private var decoder: GreyDecoder?

    init(_ format: PictureFormat, freezeHold: Double) {
        self.format = format
        meter = PictureMeter(freezeHold: freezeHold)
        // Without a decoder the picture measures of a JPEG camera say so.
        decoder = format.isCompressed ? try? GreyDecoder() : nil
    }

    /// The fewest bytes a whole frame has; 0 for compressed ones, whose length says nothing.
    static func leastBytes(_ format: PictureFormat) -> Int {
        switch format.pixels {
        case .yuyv, .uyvy: max(format.bytesPerRow, format.width * 2) * format.height
        case .nv12, .yu12: max(format.bytesPerRow, format.width) * format.height * 3 / 2
        case .grey: max(format.bytesPerRow, format.width) * format.height
        default: 0
        }
    }

    /// The outcomes of one frame taken at `time` seconds.
    mutating func read(_ bytes: UnsafeRawBufferPointer, at time: Double) -> [Metric: Outcome] {
        let range: LumaRange = format.isFullRange ? .full : .limited
        let packing: LumaPlane.Packing
        switch format.pixels {
        case .mjpg, .jpeg: return readCompressed(bytes, at: time)
        case .yuyv: packing = .lumaFirst
        case .uyvy: packing = .chromaFirst
        case .nv12, .yu12, .grey: packing = .planar
        default:
            return all(
                .unsupported(
                    "pictures in \(format.pixels) are not read; MJPG, YUYV, UYVY, NV12, YU12 and GREY are"))
        }
        guard
            let plane = LumaPlane(
                bytes, width: format.width, height: format.height, bytesPerRow: format.bytesPerRow,
                packing: packing, range: range)
        else { return all(.failed("the frame is shorter than its picture")) }
        return outcomes(meter.measure(plane, payload: bytes, at: time))
    }

    private mutating func readCompressed(
        _ bytes: UnsafeRawBufferPointer, at time: Double
    ) -> [Metric: Outcome] {
        do throws(JPEGError) {
            guard let result = try decoded(bytes, at: time) else { return all(.failed("no JPEG decoder")) }
            return outcomes(result)
        } catch {
            return all(.failed(error.description))
        }
    }

    private mutating func decoded(
        _ bytes: UnsafeRawBufferPointer, at time: Double
    ) throws(JPEGError) -> PictureMeter.Figures? {
        guard var decoder = decoder.take() else { return nil }
        let result = Result { () throws(JPEGError) in try decoder.decode(bytes) }
        let (width, height) = (decoder.width, decoder.height)
        let figures = decoder.codes.withUnsafeBytes { grey in
            // JPEG luma is always full range.
            LumaPlane(grey, width: width, height: height, range: .full)
                .map { meter.measure($0, payload: bytes, at: time) }
        }
        self.decoder = consume decoder
        // A cut-off picture was decoded as far as it goes, and is measured so; an unreadable one is not measured.
        _ = try result.get()
        return figures
    }

    private func outcomes(_ figures: PictureMeter.Figures) -> [Metric: Outcome] {
        var outcomes: [Metric: Outcome] = [
            "picture.luma.mean": .number(figures.brightness),
            "picture.black-ratio": .number(figures.blackRatio),
            "picture.black": .flag(figures.isBlack),
            "picture.frozen": .flag(figures.stillness.isFrozen),
            "picture.still": .number(figures.stillness.stillFor),
        ]
        if let difference = figures.stillness.difference {
            outcomes["picture.difference"] = .number(difference)
        }
        return outcomes
    }

    static let metrics: [Metric] = [
        "picture.luma.mean", "picture.black-ratio", "picture.black", "picture.frozen", "picture.still",
        "picture.difference",
    ]

    private func all(_ outcome: Outcome) -> [Metric: Outcome] {
        Dictionary(Self.metrics.map { ($0, outcome) }, uniquingKeysWith: { first, _ in first })
    }
}
