@testable import Journal
import Compression
import StudioModel
import Testing

@Suite struct BlockCodingTests {
    private func sample(_ milliseconds: UInt64, _ outcome: Outcome) -> RecordedSample {
        RecordedSample(at: Instant(nanoseconds: milliseconds * 1_000_000), outcome: outcome)
    }

    private func roundTrip(_ samples: [RecordedSample]) throws -> [RecordedSample] {
        try BlockCoding.decode(Zstandard.decompress(Zstandard.compress(BlockCoding.encode(samples))))
    }

    @Test func `every kind of outcome comes back, in its place`() throws {
        let samples = [
            sample(1000, .number(29.97)), sample(2000, .absent("no such card")), sample(3000, .number(-144)),
            sample(9000, .flag(true)), sample(9001, .flag(false)), sample(9002, .text("MJPG 1280x720")),
            sample(9003, .text("MJPG 1280x720")), sample(9004, .denied("group video")),
            sample(9005, .failed("")),
            sample(9006, .unsupported("没有")), sample(9007, .number(1e300)), sample(9008, .number(0.1 + 0.2)),
        ]
        #expect(try roundTrip(samples) == samples)
        #expect(try roundTrip([]) == [])
    }

    private static let awkward: [[Double]] = [
        [0.0, -0.0, 1, -1], [29.97, 30, 29.970_03],
        [1e-12, .leastNonzeroMagnitude, .greatestFiniteMagnitude],
        [4_512_345.678, 12, 0], [0.001, 1e15], [123_456_789_012_345_680],
    ]

    @Test(arguments: awkward)
    func `numbers come back bit by bit`(numbers: [Double]) throws {
        let samples = numbers.enumerated().map { sample(UInt64($0), .number($1)) }
        #expect(
            try roundTrip(samples).compactMap { $0.outcome.value?.number?.bitPattern }
                == numbers.map(\.bitPattern))
    }

    @Test func `times may stand still, go back and leave gaps, and stay in their 100 ms step`() throws {
        let times: [UInt64] = [
            5_000_999_999, 5_000_999_999, 4_000_000_000, 86_400_000_000_001, 86_400_099_999_999,
        ]
        let samples = times.map { RecordedSample(at: Instant(nanoseconds: $0), outcome: .flag(true)) }
        let back = try roundTrip(samples).map(\.at.nanoseconds)
        #expect(
            back == [5_000_000_000, 5_000_000_000, 4_000_000_000, 86_400_000_000_000, 86_400_099_000_000])
        #expect(back.map { $0 / 100_000_000 } == times.map { $0 / 100_000_000 })
    }

    @Test func `damaged bytes end in an error, never in a crash or in a mountain of memory`() throws {
        let samples = (0..<200).map {
            sample(UInt64($0) * 1000, $0 % 7 == 0 ? .absent("x") : .number(Double($0) / 8))
        }
        let whole = BlockCoding.encode(samples)
        var refused = 0
        for _ in 0..<2000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4) { bytes[Int.random(in: bytes.indices)] = .random(in: 0...255) }
            if Bool.random() { bytes.removeLast(Int.random(in: 1...bytes.count)) }
            if (try? BlockCoding.decode(bytes)) == nil { refused += 1 }
        }
        #expect(refused > 900)
        #expect(throws: ByteReader.Damaged.self) { try BlockCoding.decode([0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) }
        #expect(throws: Zstandard.Failure.self) { try Zstandard.decompress([1, 2, 3]) }
        #expect(throws: Zstandard.Failure.self) {
            try Zstandard.decompress(Zstandard.compress(whole).dropLast(3))
        }
    }

    @Test(arguments: [
        (Precision.decimals(2), -23.456_789, -23.46), (.significant(7), 1.000_002_34, 1.000_002),
        (.significant(7), 4_512_345.678, 4_512_346), (.significant(3), 123_456, 123_000),
        (.significant(7), 0, 0),
        (.exact, 0.1 + 0.2, 0.1 + 0.2), (.significant(7), 0.000_012_345_678_9, 0.000_012_345_68),
        (.decimals(2), -144, -144),
    ])
    func `a number is kept as exactly as its metric needs`(precision: Precision, number: Double, kept: Double)
    {
        #expect(precision.rounded(number) == kept)
    }

    @Test func `levels are kept to hundredths, a clock ratio to the millionth`() {
        #expect(Precision.standard(for: "microphone.level.peak") == .decimals(2))
        #expect(Precision.standard(for: "output.clock.ratio").rounded(1.000_002) == 1.000_002)
    }
}
