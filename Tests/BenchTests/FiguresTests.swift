import Testing

@testable import onair_bench

@Suite struct FiguresTests {
    @Test(arguments: [(0.5, 10.0), (0.95, 19), (0.99, 20), (1, 20), (0, 1)])
    func `a percentile is a value that was measured, the nearest rank`(share: Double, expected: Double) {
        #expect((1...20).reversed().map(Double.init).percentile(share) == expected)
    }

    @Test func `nothing measured has no percentile`() {
        #expect([Double]().percentile(0.5).isNaN)
    }
}
