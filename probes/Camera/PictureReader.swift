import JPEG
import PictureMeasures
import StudioModel
import Video4Linux

/// Takes the picture measures of camera frames, whatever their pixel format.
struct PictureReader: ~Copyable {
    private let format: PictureFormat
    private var meter: PictureMeter
    private var decoder: PlanarDecoder?

    init(_ format: PictureFormat, freezeHold: Double) {
        self.format = format
        var setting = PictureSetting()
        setting.freezeHold = freezeHold
        meter = PictureMeter(setting)
        // Without a decoder the picture measures of a JPEG camera say so.
        decoder = format.isCompressed ? try? PlanarDecoder() : nil
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

    /// Whether the frame cannot be whole: empty, short, or no JPEG at all. A missing end-of-image marker proves
    /// nothing, many cameras leave it out.
    static func isBroken(_ bytes: UnsafeRawBufferPointer, _ format: PictureFormat) -> Bool {
        if format.isCompressed { return bytes.count < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8 }
        return bytes.isEmpty || bytes.count < leastBytes(format)
    }

    /// The outcomes of one frame taken at `time` seconds.
    mutating func read(_ bytes: UnsafeRawBufferPointer, at time: Double) -> [Metric: Outcome] {
        if format.isCompressed { return readCompressed(bytes, at: time) }
        guard let samples = PictureReader.samples(format.pixels) else {
            return all(
                .unsupported(
                    "pictures in \(format.pixels) are not read; MJPG, YUYV, UYVY, NV12, YU12 and GREY are"))
        }
        let layout = PictureLayout(
            samples, width: format.width, height: format.height, bytesPerRow: format.bytesPerRow,
            range: format.isFullRange ? .full : .limited)
        guard let layout, let figures = meter.measure(bytes.bytes, layout, at: time) else {
            return all(.failed("the frame is shorter than its picture"))
        }
        return outcomes(figures)
    }

    private static func samples(_ pixels: FourCC) -> PictureLayout.Samples? {
        switch pixels {
        case .yuyv: .yuyv
        case .uyvy: .uyvy
        case .nv12: .nv12
        case .yu12: .i420
        case .grey: .grey
        default: nil
        }
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
    ) throws(JPEGError) -> PictureFigures? {
        guard var decoder = decoder.take() else { return nil }
        let result = Result { () throws(JPEGError) in try decoder.decode(bytes) }
        // A cut-off picture was decoded as far as it goes, and is measured so; an unreadable one is not measured.
        // JPEG luma is always full range, its matrix BT.601's.
        let layout =
            (try? result.get()) == nil
            ? nil
            : PictureLayout(
                .planar(across: decoder.across, down: decoder.down), width: decoder.width,
                height: decoder.height, bytesPerRow: decoder.bytesPerRow, lumaRows: decoder.lumaRows,
                range: .full, matrix: .bt601)
        let figures = layout.flatMap { meter.measure(decoder.bytes.span.bytes, $0, at: time) }
        self.decoder = consume decoder
        _ = try result.get()
        return figures
    }

    private func outcomes(_ figures: PictureFigures) -> [Metric: Outcome] {
        var outcomes: [Metric: Outcome] = [:]
        for (name, value) in figures.values {
            outcomes[Metric(name)] =
                switch value {
                case .number(let number): .number(number)
                case .flag(let flag): .flag(flag)
                case .absent(let reason): .absent(reason)
                case .unsupported(let reason): .unsupported(reason)
                }
        }
        return outcomes
    }

    static let metrics: [Metric] = PictureMetric.all.map { Metric($0.name) }

    private func all(_ outcome: Outcome) -> [Metric: Outcome] {
        Dictionary(Self.metrics.map { ($0, outcome) }, uniquingKeysWith: { first, _ in first })
    }
}
