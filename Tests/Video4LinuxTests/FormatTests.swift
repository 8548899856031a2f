import Testing
import Video4Linux

@Suite struct FormatTests {
    @Test(arguments: [
        ("YUYV", 0x5659_5559), ("MJPG", 0x4750_4A4D), ("GREY", 0x5945_5247), ("NV12", 0x3231_564E),
    ])
    func `four letters pack lowest first`(text: String, value: UInt32) {
        #expect(FourCC(text)?.rawValue == value)
        #expect(FourCC(rawValue: value).description == text)
    }

    @Test func `short names are padded and shown without padding`() {
        #expect(FourCC("Y16")?.rawValue == 0x2036_3159)
        #expect(FourCC(rawValue: 0x2036_3159).description == "Y16")
        #expect(FourCC(rawValue: 0xA036_3159).description == "Y16-BE")
        #expect(FourCC(rawValue: 0x0001_0203).description == "????")
    }

    @Test(arguments: ["", "YUYV2", "日", "A\nB"])
    func `what is no four letters is refused`(text: String) {
        #expect(FourCC(text) == nil)
    }

    @Test(
        arguments: [
            (30.0, 1, 30), (25, 1, 25), (29.97, 1001, 30000), (59.94, 1001, 60000), (23.976, 1001, 24000),
            (12.5, 1000, 12500), (7.5, 1000, 7500),
        ] as [(Double, UInt32, UInt32)])
    func `a rate becomes the fraction drivers use`(rate: Double, numerator: UInt32, denominator: UInt32) {
        let interval = FrameInterval(rate: rate)
        #expect(interval == FrameInterval(numerator: numerator, denominator: denominator))
        #expect(interval.rate.map { abs($0 - rate) < 0.01 } == true)
    }

    @Test func `a driver that promises no rate says 0 over 0`() {
        #expect(FrameInterval(numerator: 0, denominator: 0).rate == nil)
    }

    @Test func `stepped sizes contain their steps only`() {
        let sizes = OfferedSizes.stepwise(
            widths: StrideRange(48, 1920, step: 16), heights: StrideRange(32, 1080, step: 2))
        #expect(sizes.contains(width: 1280, height: 720))
        #expect(!sizes.contains(width: 1281, height: 720))
        #expect(!sizes.contains(width: 1936, height: 720))
        #expect(OfferedSizes.discrete(width: 640, height: 360).contains(width: 640, height: 360))
    }

    @Test func `a picture format reads as in a profile`() {
        #expect(PictureFormat(width: 1280, height: 720, pixels: .mjpg).description == "MJPG 1280x720")
    }
}
