import PictureMeasures
import Testing

@Suite struct FrameLedgerTests {
    /// A stream of `rate` Hz over `seconds`; `sequence` numbers its frames, nil leaves one out.
    private func ledger(
        rate: Double, seconds: Double, sequence: (Int) -> UInt32? = { UInt32($0) },
        damaged: (Int) -> Bool = { _ in false }
    ) -> FrameLedger {
        var ledger = FrameLedger(start: 100, nominalRate: rate)
        for frame in 0..<Int(rate * seconds) {
            guard let number = sequence(frame) else { continue }
            ledger.note(sequence: number, isDamaged: damaged(frame), at: 100.4 + Double(frame) / rate)
        }
        return ledger
    }

    @Test(arguments: [5.0, 12.5, 24, 25, 29.97, 30, 50, 60, 120])
    func `a steady stream has its rate at every moment`(rate: Double) throws {
        let ledger = ledger(rate: rate, seconds: 8)
        for step in 0..<10 {
            // Moments within the frame period behind the last frame.
            let figures = ledger.figures(at: try #require(ledger.lastFrame) + Double(step) / 10 / rate)
            #expect(abs(try #require(figures.delivered) - rate) < rate * 0.002)
            #expect(abs(try #require(figures.sensor) - rate) < rate * 0.002)
            #expect(figures.lost == 0)
        }
    }

    @Test func `the first frame's delay is from the start`() {
        #expect(
            ledger(rate: 30, seconds: 1).figures(at: 101.5).firstFrameAfter.map { abs($0 - 0.4) < 1e-9 }
                == true)
    }

    @Test func `a rate is not said before there are two seconds of it after the warm-up`() {
        #expect(ledger(rate: 30, seconds: 2.9).figures(at: 103.3).delivered == nil)
        #expect(ledger(rate: 30, seconds: 3.2).figures(at: 103.6).delivered != nil)
    }

    @Test(arguments: [2, 5, 10])
    func `each nth frame lost shows as loss and as a slower delivery, not as a slower sensor`(nth: Int) throws
    {
        let figures = ledger(rate: 30, seconds: 8) { $0 % nth == 1 ? nil : UInt32($0) }.figures(at: 108.4)
        let share = 1 - 1 / Double(nth)
        #expect(abs(try #require(figures.delivered) - 30 * share) < 0.3)
        #expect(abs(try #require(figures.sensor) - 30) < 0.3)
        #expect(abs(figures.lost - 30 / nth) <= 1)
    }

    @Test func `the counter may wrap from 4294967295 to 0 without loss`() {
        let whole = ledger(rate: 30, seconds: 4) { UInt32.max - 100 &+ UInt32($0) }
        #expect(whole.figures(at: 104.4).lost == 0)
        let broken = ledger(rate: 30, seconds: 4) { frame in
            // 4294967295 and 0 are missing, 0.3 s before the end.
            [110, 111].contains(frame) ? nil : UInt32.max - 110 &+ UInt32(frame)
        }
        #expect(broken.figures(at: 104.4).lost == 2)
    }

    @Test func `a repeated number is not loss`() throws {
        let figures = ledger(rate: 30, seconds: 8) { UInt32($0 / 2 * 2) }.figures(at: 108.39)
        // 0 0 2 2 4 4: every other number is missing, and every other is there twice.
        #expect(figures.lost == 15)
        let repeated = ledger(rate: 30, seconds: 8) { UInt32($0 == 230 ? 229 : $0) }.figures(at: 108.39)
        #expect(repeated.lost == 1)
        let twice = ledger(rate: 30, seconds: 8) { UInt32($0 < 230 ? $0 : $0 - 1) }.figures(at: 108.39)
        #expect(twice.lost == 0)
    }

    @Test func `a counter that starts anew is not loss`() {
        let ledger = ledger(rate: 30, seconds: 8) { UInt32($0 < 230 ? $0 + 5000 : $0 - 230) }
        #expect(ledger.figures(at: 108.4).lost == 0)
    }

    @Test func `damaged frames are counted and not delivered`() throws {
        let figures = ledger(rate: 30, seconds: 8, damaged: { $0 % 10 == 0 }).figures(at: 108.39)
        #expect(figures.damaged == 3)
        #expect(abs(try #require(figures.delivered) - 27) < 0.3)
        #expect(abs(try #require(figures.sensor) - 30) < 0.3)
    }

    @Test func `a stall ages the last frame and empties the rate`() throws {
        let ledger = ledger(rate: 30, seconds: 8)
        let last = try #require(ledger.lastFrame)
        #expect(abs(ledger.figures(at: last + 2.5).age - 2.5) < 1e-9)
        #expect(abs(try #require(ledger.figures(at: last + 2.5).delivered) - 15) < 0.5)
        #expect(ledger.figures(at: last + 6).delivered == 0)
    }

    @Test func `a stall's second half is not forgotten when frames come again`() throws {
        var ledger = ledger(rate: 30, seconds: 8)
        for frame in 0..<30 {
            ledger.note(sequence: UInt32(240 + frame), isDamaged: false, at: 112.4 + Double(frame) / 30)
        }
        // One second of frames in the last five.
        #expect(abs(try #require(ledger.figures(at: 113.38).delivered) - 6) < 0.4)
    }

    @Test func `a stream without a single frame delivers nothing, and that is said`() {
        let ledger = FrameLedger(start: 100, nominalRate: 30)
        #expect(ledger.figures(at: 101).delivered == nil)
        let figures = ledger.figures(at: 103)
        #expect(figures.delivered == 0)
        #expect(figures.sensor == nil)
        #expect(figures.age == 3)
        #expect(figures.firstFrameAfter == nil)
    }
}
