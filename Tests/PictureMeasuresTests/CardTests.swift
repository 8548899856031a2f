import PictureMeasures
import Testing

@Suite struct CardTests {
    /// Pattern colours as a generator draws them, with text over them where asked.
    private func bars(
        _ colours: [RGB], range: LumaRange = .limited, matrix: ColourMatrix = .bt709, text: Bool = false
    ) -> SyntheticPicture {
        let codes = colours.map { matrix.code($0, range) }
        let isText = { (x: Int, y: Int) in text && 140..<180 ~= y && 60..<260 ~= x && (x / 6 + y / 6) % 2 == 0
        }
        let code = { (x: Int) in codes[x * codes.count / 320] }
        return SyntheticPicture(
            width: 320, height: 240, samples: .yuyv, range: range, matrix: matrix,
            chroma: { x, y in
                isText(x, y) ? (128, 128) : (byte(code(x).blue), byte(code(x).red))
            },
            luma: { x, y in isText(x, y) ? 235 : byte(code(x).luma) })
    }

    private func eight(_ level: Double, white: Double) -> [RGB] {
        [(1.0, 1.0, 1.0), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1), (0, 0, 0)]
            .enumerated().map { index, part in
                let level = index == 0 ? white : level
                return RGB(red: part.0 * level, green: part.1 * level, blue: part.2 * level)
            }
    }

    @Test(arguments: [LumaRange.limited, .full], [ColourMatrix.bt601, .bt709])
    func `EBU bars are bars in every range and matrix`(range: LumaRange, matrix: ColourMatrix) throws {
        for (level, white) in [(0.75, 1.0), (1, 1), (0.75, 0.75)] {
            let figures = try #require(
                bars(eight(level, white: white), range: range, matrix: matrix).figures())
            #expect(figures.barsConfidence > 0.98)
            #expect(figures.cardConfidence == 0)
        }
    }

    @Test func `bars under a line of text are still bars`() throws {
        #expect(try #require(bars(eight(0.75, white: 1), text: true).figures()).barsConfidence > 0.8)
    }

    @Test func `bars in another order are not these bars`() throws {
        #expect(try #require(bars(eight(0.75, white: 1).reversed()).figures()).barsConfidence < 0.4)
    }

    @Test(arguments: 0..<12) func `an ordinary picture is neither bars nor a card`(seed: Int) throws {
        var dice = Deviates(UInt64(seed + 1))
        let centres = (0..<6).map { _ in
            (
                dice.uniform() * 320, dice.uniform() * 180, 20 + dice.uniform() * 80, dice.uniform() * 180,
                dice.uniform() * 90 - 45
            )
        }
        let blob = { (x: Int, y: Int) -> (Double, Double) in
            var (luma, colour) = (60.0 + Double(y) / 4, 0.0)
            for (cx, cy, radius, level, tint) in centres {
                let distance = (Double(x) - cx) * (Double(x) - cx) + (Double(y) - cy) * (Double(y) - cy)
                if distance < radius * radius { (luma, colour) = (level + 20, tint) }
            }
            return (luma, colour)
        }
        let picture = SyntheticPicture(
            width: 320, height: 180, samples: .yuyv, range: .limited,
            chroma: { x, y in (UInt8(128 - blob(x, y).1 / 2), UInt8(128 + blob(x, y).1)) },
            luma: { x, y in
                UInt8(min(235, max(16, blob(x, y).0 + Double(noise(seed * 65536 + y * 320 + x) % 7))))
            })
        let figures = try #require(picture.figures())
        #expect(figures.barsConfidence < 0.5)
        #expect(figures.cardConfidence < 0.5)
    }

    @Test(arguments: [
        RGB(red: 0, green: 0, blue: 0.75), RGB(red: 0, green: 0, blue: 0),
        RGB(red: 0.2, green: 0.2, blue: 0.2),
        RGB(red: 0, green: 0.5, blue: 0),
    ])
    func `one exact colour with a little text is a card`(colour: RGB) throws {
        let code = ColourMatrix.bt709.code(colour, .limited)
        let isText = { (x: Int, y: Int) in 80..<100 ~= y && 100..<220 ~= x && (x / 3 + y / 5) % 2 == 0 }
        let card = SyntheticPicture(
            width: 320, height: 180, samples: .yuyv, range: .limited,
            chroma: { x, y in
                isText(x, y) ? (128, 128) : (byte(code.blue), byte(code.red))
            },
            luma: { x, y in isText(x, y) ? 220 : byte(code.luma) })
        let figures = try #require(card.figures())
        #expect(figures.cardConfidence > 0.9)
        #expect(figures.constantRatio > 0.9)
        #expect(figures.barsConfidence < 0.5)
    }

    @Test func `a card without any text is one colour, and no card`() throws {
        let figures = try #require(SyntheticPicture.flat(RGB(red: 0, green: 0, blue: 0.7)).figures())
        #expect(figures.constantRatio == 1)
        #expect(figures.cardConfidence == 0)
    }

    @Test func `an evenly lit wall with sensor noise is no card`() throws {
        let wall = SyntheticPicture(width: 320, height: 180, samples: .yuyv) { x, y in
            x > 250 && y > 150 ? 30 : UInt8(110 + x / 16 + noise(y * 320 + x) % 9)
        }
        #expect(try #require(wall.figures()).cardConfidence < 0.3)
    }

    @Test(arguments: [0.5, 0.75, 0.9, 1]) func `the constant share is the share of one colour`(share: Double)
        throws
    {
        let rows = Int(180 * share)
        let picture = SyntheticPicture(width: 320, height: 180, samples: .yuyv) { column, row in
            row < rows ? 100 : UInt8(140 + (column + row) % 90)
        }
        #expect(abs(try #require(picture.figures()).constantRatio - Double(rows) / 180) < 0.012)
    }
}
