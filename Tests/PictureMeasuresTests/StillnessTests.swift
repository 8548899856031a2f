import PictureMeasures
import Testing

@Suite struct StillnessTests {
    /// Two pictures a second, as the probe takes them.
    private func figures(_ pictures: [SyntheticPicture], hold: Double = 2) -> [Stillness.Figures] {
        var stillness = Stillness(hold: hold)
        return pictures.enumerated().compactMap { index, picture in
            picture.layout.map { stillness.step(picture.bytes.span.bytes, $0, at: Double(index) / 2) }
        }
    }

    private func small(_ luma: @escaping (Int, Int) -> UInt8) -> SyntheticPicture {
        SyntheticPicture(width: 320, height: 180, luma: luma)
    }

    @Test func `a picture that repeats is frozen after two seconds and not before`() {
        let frozen = figures(Array(repeating: small { _, _ in 80 }, count: 7)).map(\.isFrozen)
        #expect(frozen == [false, false, false, false, true, true, true])
    }

    @Test func `the time to frozen is the profile's`() {
        let frozen = figures(Array(repeating: small { _, _ in 80 }, count: 11), hold: 5).map(\.isFrozen)
        #expect(frozen.firstIndex(of: true) == 10)
    }

    @Test func `one changed picture ends the freeze at once`() {
        let last = figures(Array(repeating: small { _, _ in 80 }, count: 6) + [small { _, _ in 90 }]).last
        #expect(last?.isFrozen == false)
        #expect(last?.sameFor == 0)
        #expect((last?.difference ?? 0) > Stillness.noise)
    }

    @Test func `the difference of a changed picture is the meter's to the last digit`() throws {
        var meter = PictureMeter()
        _ = SyntheticPicture.flat(80).measured(by: &meter, at: 0)
        let last = try #require(SyntheticPicture.flat(90).measured(by: &meter, at: 0.5))
        #expect(last.stillness.difference == 10.0 / 256)
    }

    @Test func `sensor noise on a still scene is alive`() {
        let scenes = (0..<6).map { frame in
            small { column, row in UInt8(120 + noise(frame * 7919 + row * 640 + column) % 3) }
        }
        #expect(figures(scenes).allSatisfy { !$0.isFrozen && $0.sameFor == 0 })
    }

    @Test func `a quiet scene is still but not frozen`() {
        // One code value in a thousand pixels: far below −60 dB, yet no frame repeats.
        let scenes = (0..<8).map { frame in
            small { column, row in (row * 320 + column) % 1009 == frame ? 121 : 120 }
        }
        let last = figures(scenes).last
        #expect(last?.stillFor == 3.5)
        #expect(last?.sameFor == 0)
        #expect(last?.isFrozen == false)
    }

    @Test func `a still scene whose later frames repeat is identical from then on`() {
        let scenes = (0..<8).map { frame in
            small { column, row in (row * 320 + column) % 1009 == min(frame, 2) ? 121 : 120 }
        }
        #expect(figures(scenes).map(\.sameFor) == [0, 0, 0, 0.5, 1, 1.5, 2, 2.5])
    }

    @Test(arguments: [(0, 0), (8, 8), (319, 0), (160, 179)])
    func `a change of one pixel anywhere keeps a picture from being frozen`(column: Int, row: Int) {
        let scenes = (0..<8).map { frame in
            small { x, y in x == column && y == row ? UInt8(frame) : 120 }
        }
        #expect(figures(scenes).allSatisfy { !$0.isFrozen })
    }

    @Test func `a slow drift is not still, for the reference stays the first picture`() {
        // 0.2 codes a picture would never be seen between neighbours.
        let scenes = (0..<40).map { frame in small { column, _ in 100 + UInt8((frame + column % 5) / 5) } }
        #expect(figures(scenes).allSatisfy { $0.stillFor < 2 })
    }

    @Test func `a change of colour alone is a change`() {
        let scenes = (0..<6).map { frame in
            SyntheticPicture(
                width: 64, height: 36, samples: .i420, chroma: { _, _ in (UInt8(100 + 4 * frame), 128) },
                luma: { _, _ in 80 })
        }
        #expect(figures(scenes).allSatisfy { !$0.isStill })
    }

    @Test func `another format starts anew`() {
        let grey = small { _, _ in 80 }
        let last = figures(
            Array(repeating: grey, count: 5) + [SyntheticPicture(width: 160, height: 90) { _, _ in 80 }]
        ).last
        #expect(last?.difference == nil)
        #expect(last?.stillFor == 0)
    }

    @Test func `black and frozen are told apart and may both be true`() throws {
        var meter = PictureMeter()
        let black = SyntheticPicture(width: 320, height: 180) { _, _ in 0 }
        let figures = (0..<6).compactMap { black.measured(by: &meter, at: Double($0) / 2) }
        let last = try #require(figures.last)
        #expect(last.isBlack)
        #expect(last.stillness.isFrozen)
    }

    @Test(arguments: [1, 7, 8, 31, 32, 33, 100, 4096])
    func `the fingerprint sees every byte`(count: Int) {
        let bytes = (0..<count).map { UInt8(noise($0)) }
        let hash = PayloadHash(bytes.span.bytes)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            #expect(PayloadHash(changed.span.bytes) != hash)
        }
    }

    @Test func `the fingerprint sees the order of words`() {
        let (one, two) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
        #expect(PayloadHash((one + two).span.bytes) != PayloadHash((two + one).span.bytes))
    }
}
