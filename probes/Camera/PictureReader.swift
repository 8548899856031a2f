import JPEG
import PictureMeasures
import StudioModel
import Video4Linux

/// Takes the picture measures of camera frames, whatever their pixel format.
struct PictureReader: ~Copyable {
    private let format: PictureFormat
    private var meter: PictureMeter
    private var decoder: PlanarDecoder?
    private var bursts = GlanceBursts()

    init(_ format: PictureFormat, _ setting: PictureSetting) {
        self.format = format
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

    /// The outcomes of one frame taken at `time` seconds.
    mutating func read(_ bytes: UnsafeRawBufferPointer, at time: Double) -> [Metric: Outcome] {
        if format.isCompressed { return readCompressed(bytes, at: time) }
        guard Self.samples(format.pixels) != nil else {
            return all(
                .unsupported(
                    "pictures in \(format.pixels) are not read; MJPG, YUYV, UYVY, NV12, YU12 and GREY are"))
        }
        guard let layout = Self.layout(format), let figures = meter.measure(bytes.bytes, layout, at: time)
        else {
            return all(.failed("the frame is shorter than its picture"))
        }
        return outcomes(figures)
    }

    /// Where the samples of an uncompressed format lie.
    private static func layout(_ format: PictureFormat) -> PictureLayout? {
        samples(format.pixels).flatMap {
            PictureLayout(
                $0, width: format.width, height: format.height, bytesPerRow: format.bytesPerRow,
                range: format.isFullRange ? .full : .limited)
        }
    }

    /// Takes what flicker needs of a frame that is not measured.
    mutating func glance(_ bytes: UnsafeRawBufferPointer, at time: Double) {
        if format.isCompressed { return glanceCompressed(bytes, at: time) }
        guard let layout = Self.layout(format) else { return }
        meter.glance(bytes.bytes, layout, at: time)
    }

    /// As small as the decoder makes it with every row of a flicker profile. Where flicker is seen in glances alone, the frames that are measured need one too.
    private mutating func glanceCompressed(_ bytes: UnsafeRawBufferPointer, at time: Double) {
        guard bursts.isDue(at: time, judgements: meter.flickerJudgements), var decoder = decoder.take() else {
            return
        }
        // A broken one tells nothing here; where it is measured, it is a finding.
        let denominator = [8, 4, 2].first { format.height >= $0 * FlickerRows.rows } ?? 1
        if let isWhole = try? decoder.decode(bytes, denominator: denominator), isWhole,
            let layout = Self.layout(decoder)
        {
            meter.glance(decoder.bytes.span.bytes, layout, at: time)
        }
        self.decoder = consume decoder
    }

    /// The reference that `onair learn` keeps of a good rig's frame; nil for one that cannot be read.
    static func reference(_ evidence: Evidence) -> PictureReference? {
        evidence.bytes.withUnsafeBytes { bytes in
            if !evidence.format.isCompressed {
                return layout(evidence.format).flatMap { PictureMeter.reference(bytes.bytes, $0) }
            }
            do throws(JPEGError) {
                var decoder = try PlanarDecoder()
                _ = try decoder.decode(bytes)
                return Self.layout(decoder).flatMap { PictureMeter.reference(decoder.bytes.span.bytes, $0) }
            } catch {
                return nil
            }
        }
    }

    /// JPEG luma is always full range, its matrix BT.601's.
    private static func layout(_ decoder: borrowing PlanarDecoder) -> PictureLayout? {
        PictureLayout(
            .planar(across: decoder.across, down: decoder.down), width: decoder.width,
            height: decoder.height, bytesPerRow: decoder.bytesPerRow, lumaRows: decoder.lumaRows,
            range: .full, matrix: .bt601)
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
        glanceCompressed(bytes, at: time)
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
        let layout = (try? result.get()) == nil ? nil : Self.layout(decoder)
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
