import Foundation
import PictureMeasures
import Testing

/// Black and frozen pictures against ffmpeg's own detectors at their defaults, frame for frame; the other values
/// against signalstats.
@Suite struct DetectorTests {
    /// Clips whose faults begin and end at frames that no detector likes, and how many frames are black and frozen.
    static let clips:
        [(name: String, source: String, seconds: Double, black: ClosedRange<Int>, frozen: ClosedRange<Int>)] =
            [
                ("moving", "testsrc2=s=192x108:r=25", 3, 0...0, 0...0),
                (
                    "black for 3 s",
                    "testsrc2=s=192x108:r=25,drawbox=t=fill:c=black:enable='between(t,1.04,4.12)'", 6,
                    78...78,
                    20...30
                ),
                (
                    "black but for a corner",
                    "color=black:s=192x108:r=25,drawbox=w=21:h=21:t=fill:c=white:enable='gte(t,1)',drawbox=w=20:h=20:t=fill:c=black:enable='gte(t,2)'",
                    4, 1...99, 0...60
                ),
                (
                    "dark noise round the limit", "color=0x262626:s=192x108:r=25,noise=alls=24:allf=t", 3,
                    0...75, 0...0
                ),
                ("frozen for 3 s", "testsrc2=s=192x108:r=25,loop=loop=75:size=1:start=30", 7, 0...0, 20...60),
                ("still with faint noise", "smptebars=s=192x108:r=25,noise=alls=1:allf=t", 4, 0...0, 0...60),
                ("slow drift", "color=gray:s=192x108:r=25,hue=b='t/4'", 6, 0...0, 0...0),
                (
                    "still, then colour alone drifts",
                    "color=gray:s=192x108:r=25,hue=h='if(gt(t,3),60*(t-3),0)':s=2", 6, 0...0, 1...150
                ),
                ("bars", "smptehdbars=s=192x108:r=25", 4, 0...0, 50...50),
            ]

    private func figures(_ clip: Clip) throws -> [PictureFigures] {
        var meter = PictureMeter()
        return try clip.frames.enumerated().map { number, frame in
            let figures = meter.measure(frame.span.bytes, clip.layout, at: Double(number) / Double(Clip.rate))
            return try #require(figures)
        }
    }

    /// Which frames lie between the detector's start and end marks.
    private func marked(_ metadata: [[String: String]], start: String, end: String) -> [Bool] {
        var isOn = false
        return metadata.map { frame in
            if frame[start] != nil { isOn = true }
            if frame[end] != nil { isOn = false }
            return isOn
        }
    }

    @Test(arguments: clips.indices)
    func `black and frozen are what ffmpeg's detectors call so, frame for frame`(index: Int) throws {
        let clip = Self.clips[index]
        try FFmpeg.withFolder { folder in
            let frames = try Clip(source: clip.source, seconds: clip.seconds, folder: folder)
            let theirs = try frames.metadata("blackdetect,freezedetect")
            let black = marked(theirs, start: "lavfi.black_start", end: "lavfi.black_end")
            let frozen = marked(
                theirs, start: "lavfi.freezedetect.freeze_start", end: "lavfi.freezedetect.freeze_end")
            let ours = try figures(frames)
            #expect(ours.count == Int(clip.seconds * 25))
            #expect(ours.map(\.isBlack) == black, "\(clip.name)")
            #expect(ours.map { $0.stillness.stillFor >= 2 - 1e-9 } == frozen, "\(clip.name)")
            // The clip holds what it is named after.
            #expect(clip.black.contains(black.count { $0 }), "\(clip.name)")
            #expect(clip.frozen.contains(frozen.count { $0 }), "\(clip.name)")
        }
    }

    @Test(arguments: [
        ("smptehdbars", 0.9), ("pal75bars", 0.95), ("pal100bars", 0.95), ("smptebars", 0.95),
    ])
    func `ffmpeg's own bars are bars`(source: String, least: Double) throws {
        try FFmpeg.withFolder { folder in
            let clip = try Clip(source: "\(source)=s=192x108:r=25", seconds: 0.2, folder: folder)
            let last = try #require(try figures(clip).last)
            #expect(last.barsConfidence >= least)
            #expect(last.cardConfidence < 0.5)
        }
    }

    @Test(arguments: [
        "testsrc2=s=192x108:r=25", "mandelbrot=s=192x108:r=25", "rgbtestsrc=s=192x108:r=25",
        "yuvtestsrc=s=192x108:r=25", "gradients=s=192x108:r=25",
        "cellauto=s=192x108:r=25",
    ])
    func `ffmpeg's other pictures are neither bars nor cards`(source: String) throws {
        try FFmpeg.withFolder { folder in
            let clip = try Clip(source: source, seconds: 0.4, folder: folder)
            let last = try #require(try figures(clip).last)
            #expect(last.barsConfidence < 0.6)
            #expect(last.cardConfidence < 0.6)
        }
    }

    @Test(arguments: [
        "testsrc2=s=192x108:r=25,noise=alls=30:allf=t", "mandelbrot=s=192x108:r=25",
        "color=0xe0e0e0:s=192x108:r=25,noise=alls=60:allf=t",
    ])
    func `range, saturation and outliers are signalstats', as far as thinning allows`(source: String) throws {
        try FFmpeg.withFolder { folder in
            let clip = try Clip(source: source, seconds: 0.4, folder: folder)
            let ours = try #require(try figures(clip).last)
            let theirs = try #require(try clip.metadata("signalstats=stat=tout+vrep+brng").last)
            let number = { (name: String) in Double(theirs["lavfi.signalstats." + name] ?? "") ?? .nan }
            #expect(abs(try #require(ours.rangeRatio) - number("BRNG")) < 0.02)
            #expect(abs(ours.brightness * 219 + 16 - number("YAVG")) < 0.5)
            let saturation = try #require(ours.saturation)
            #expect(saturation <= number("SATMAX") + 1 && saturation > 0.8 * number("SATMAX"))
            #expect(abs(try #require(ours.outliersRatio) - number("TOUT")) < 0.01 + 0.25 * number("TOUT"))
        }
    }
}
