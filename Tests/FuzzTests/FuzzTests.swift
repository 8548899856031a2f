import PictureFuzz
import Testing

/// A short, repeatable run of the fuzz target; `make fuzz` runs a long one.
@Suite struct FuzzTests {
    @Test func `every unspoilt seed but those cut short is measured`() {
        let refused = FuzzSeeds.all.count { FuzzCase.run($0) == .refused }
        #expect(FuzzSeeds.all.count > 100)
        #expect(refused > 0 && refused < FuzzSeeds.all.count * 4 / 5)
    }

    @Test(arguments: 0..<8) func `spoilt frames and pictures are refused or measured, and nothing else`(
        part: Int
    ) {
        var outcomes: Set<FuzzCase.Outcome> = []
        for number in 0..<60 {
            let seed = FuzzSeeds.all[(part * 60 + number * 7) % FuzzSeeds.all.count]
            var spoiler = Spoiler(UInt64(part * 1000 + number))
            outcomes.insert(FuzzCase.run(spoiler.spoilt(seed, among: FuzzSeeds.all)))
        }
        #expect(outcomes == Set(FuzzCase.Outcome.allCases))
    }

    @Test func `nothing at all is refused`() {
        #expect(FuzzCase.run([]) == .refused)
        #expect(FuzzCase.run([0]) == .refused)
        #expect(FuzzCase.run([1]) == .refused)
    }
}
