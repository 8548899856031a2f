import PictureMeasures
import Testing

@Suite struct StillnessTests {
    /// Two pictures a second, as the probe takes them.
    private func figures(_ pictures: [SyntheticPicture]) -> [PictureMeter.Figures] {
        var meter = PictureMeter()
        return pictures.enumerated().compactMap { index, picture in
            picture.withPlane { plane, bytes in
                meter.measure(plane, payload: bytes, at: Double(index) / 2)
            }
        }
    }

    @Test func `a picture that repeats is frozen after two seconds and not before`() {
        let frozen = figures(Array(repeating: .flat(80), count: 7)).map(\.stillness.isFrozen)
        #expect(frozen == [false, false, false, false, true, true, true])
    }

    @Test func `the time to frozen is the profile's`() {
        var stillness = Stillness(hold: 5)
        let picture = SyntheticPicture.flat(80)
        let hash = picture.bytes.withUnsafeBytes { PayloadHash($0) }
        let frozen = (0...10).map { stillness.step(picture.sample, hash, at: Double($0) / 2).isFrozen }
        #expect(frozen.firstIndex(of: true) == 10)
    }

    @Test func `one changed picture ends the freeze at once`() {
        let last = figures(Array(repeating: .flat(80), count: 6) + [.flat(90)]).last
        #expect(last?.stillness.isFrozen == false)
        #expect(last?.stillness.difference == 10.0 / 255)
    }

    @Test func `sensor noise on a still scene is alive`() {
        let scenes = (0..<8).map { frame in
            SyntheticPicture { column, row in UInt8(120 + noise(frame * 7919 + row * 640 + column) % 3) }
        }
        #expect(figures(scenes).allSatisfy { !$0.stillness.isFrozen })
    }

    @Test func `a quiet scene is still but not frozen`() {
        // One code value in a thousand pixels: far below −60 dB, yet no frame repeats.
        let scenes = (0..<8).map { frame in
            SyntheticPicture { column, row in (row * 640 + column) % 1009 == frame ? 121 : 120 }
        }
        let last = figures(scenes).last
        #expect(last?.stillness.stillFor == 3.5)
        #expect(last?.stillness.isFrozen == false)
    }

    @Test(arguments: [(0, 0), (8, 8), (639, 0), (320, 359)])
    func `a change of one pixel anywhere keeps a picture from being frozen`(column: Int, row: Int) {
        let scenes = (0..<8).map { frame in
            SyntheticPicture { x, y in x == column && y == row ? UInt8(frame) : 120 }
        }
        #expect(figures(scenes).allSatisfy { !$0.stillness.isFrozen })
    }

    @Test func `a slow drift is not still, for the reference stays the first picture`() {
        // 0.2 codes a picture would never be seen between neighbours.
        let scenes = (0..<40).map { frame in
            SyntheticPicture { column, _ in 100 + UInt8((frame + column % 5) / 5) }
        }
        #expect(figures(scenes).allSatisfy { $0.stillness.stillFor < 2 })
    }

    @Test func `black and frozen are told apart and may both be true`() {
        let last = figures(Array(repeating: .flat(0), count: 6)).last
        #expect(last?.isBlack == true)
        #expect(last?.stillness.isFrozen == true)
    }

    @Test(arguments: [1, 7, 8, 31, 32, 33, 100, 4096])
    func `the fingerprint sees every byte`(count: Int) {
        let bytes = (0..<count).map { UInt8(noise($0)) }
        let hash = bytes.withUnsafeBytes { PayloadHash($0) }
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            #expect(changed.withUnsafeBytes { PayloadHash($0) } != hash)
        }
        #expect((bytes + [0]).withUnsafeBytes { PayloadHash($0) } != hash)
    }

    @Test func `the bench answers with a ratio`() {
        let ratio = PictureBench.frameOverMemcpy(rounds: 3)
        #expect(ratio > 0 && ratio.isFinite)
    }
}
