import PictureMeasures
import Testing

/// Focus, noise and outliers against pictures whose blur and noise are known.
@Suite struct DetailTests {
    /// An edge blurred by a Gaussian of `sigma` pixels, each 40 columns; the closed form of a step is the error
    /// function, taken here by summing the bell.
    private func edges(sigma: Double, gain: Double = 1) -> SyntheticPicture {
        let bell = (-40...40).map { Wave.bell(Double($0), max(sigma, 1e-3)) }
        let total = bell.reduce(0, +)
        let row = (0..<640).map { x -> UInt8 in
            let light = bell.indices.reduce(0.0) { sum, tap in
                let column = min(639, max(0, x + tap - 40))
                return sum + bell[tap] * (column / 40 % 2 == 0 ? 60 : 180)
            }
            return UInt8((light / total * gain).rounded())
        }
        return SyntheticPicture { column, _ in row[column] }
    }

    @Test func `the softer the lens, the less the focus`() throws {
        let values = try [0, 0.7, 1, 1.5, 2, 3, 5].map { try #require(edges(sigma: $0).figures()?.focus) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test(arguments: [(1.5, 3.0), (2, 4), (2, 5), (3, 6)])
    func `the focus of an edge falls as one over its width`(sharp: Double, soft: Double) throws {
        // The squared gradient of a Gaussian edge, summed over it, is 1/σ.
        let one = try #require(edges(sigma: sharp).figures()?.focus)
        let two = try #require(edges(sigma: soft).figures()?.focus)
        #expect(abs(two / one / (sharp / soft) - 1) < 0.06)
    }

    @Test(arguments: [0.5, 0.7, 1.2]) func `a dimmer lamp is not a softer lens`(gain: Double) throws {
        let one = try #require(edges(sigma: 1.5).figures()?.focus)
        let two = try #require(edges(sigma: 1.5, gain: gain).figures()?.focus)
        #expect(abs(two / one - 1) < 0.03)
    }

    @Test func `in the dark nothing is said of focus`() {
        #expect(SyntheticPicture.flat(2).figures()?.focus == nil)
    }

    private func noisy(sigma: Double, seed: UInt64) -> SyntheticPicture {
        var dice = Deviates(seed)
        let codes = (0..<320 * 180).map { place in
            UInt8(min(255, max(0, (90 + Double(place % 320) / 8 + sigma * dice.next()).rounded())))
        }
        return SyntheticPicture(width: 320, height: 180) { x, y in codes[y * 320 + x] }
    }

    @Test(arguments: [0.7, 1.0, 1.5, 2, 3, 4.5, 6, 9])
    func `the noise is the deviation that was put in, within 5 %`(sigma: Double) throws {
        var meter = PictureMeter()
        let first = try #require(noisy(sigma: sigma, seed: 1).measured(by: &meter, at: 0))
        let second = try #require(noisy(sigma: sigma, seed: 2).measured(by: &meter, at: 0.5))
        #expect(first.noise == nil)
        #expect(abs(try #require(second.noise) / sigma - 1) < 0.05)
    }

    @Test func `a picture that repeats has no noise`() throws {
        var meter = PictureMeter()
        let picture = noisy(sigma: 4, seed: 1)
        _ = picture.measured(by: &meter, at: 0)
        #expect(try #require(picture.measured(by: &meter, at: 0.5)?.noise) == 0)
    }

    @Test func `light that changes is no noise`() throws {
        var meter = PictureMeter()
        _ = SyntheticPicture.flat(100).measured(by: &meter, at: 0)
        #expect(try #require(SyntheticPicture.flat(118).measured(by: &meter, at: 0.5)?.noise) == 0)
    }

    @Test func `a passing hand is no noise`() throws {
        var meter = PictureMeter()
        let hand = { (from: Int, seed: UInt64) in
            let still = noisy(sigma: 2, seed: seed)
            return SyntheticPicture(width: 320, height: 180) { x, y in
                from..<from + 60 ~= x && y > 90 ? 200 : still.luma(x, y)
            }
        }
        _ = hand(100, 1).measured(by: &meter, at: 0)
        let noise = try #require(hand(130, 2).measured(by: &meter, at: 0.5)?.noise)
        // Blocks that it enters or leaves are shifted as a whole.
        #expect(abs(noise - 2) < 0.5)
    }

    @Test func `lines that drop out are outliers, and a smooth picture has none`() throws {
        let smooth = SyntheticPicture { x, y in UInt8(60 + x / 8 + y / 8) }
        // Each looked-at row (2, 18, 34 …) drops out over a quarter of the width.
        let dropped = SyntheticPicture { x, y in
            (y - 2) % 16 == 0 && x < 160 ? 250 : UInt8(60 + x / 8 + y / 8)
        }
        #expect(try #require(smooth.figures()?.outliersRatio) == 0)
        #expect(abs(try #require(dropped.figures()?.outliersRatio) - 159.0 / 638) < 0.004)
    }
}
