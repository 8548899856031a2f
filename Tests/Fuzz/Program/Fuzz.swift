import Glibc
import PictureFuzz

#if FUZZER
    /// libFuzzer's door: it brings the `main`, mutates the input and watches which code it reaches.
    @_cdecl("LLVMFuzzerTestOneInput")
    package func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        _ = FuzzCase.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
#else
    /// `onair-fuzz`: feeds hostile frames and pictures to the code that reads them until the time is up or it crashes.
    ///
    /// Built with `--sanitize fuzzer -Xswiftc -DFUZZER` it is libFuzzer's program, with libFuzzer's options; built as
    /// any other program it spoils its own seeds, the same way for the same number.
    @main
    enum Fuzz {
        /// `onair-fuzz SECONDS [FIRST-NUMBER]`; `onair-fuzz seeds FOLDER` writes the seeds for libFuzzer.
        static func main() {
            let words = CommandLine.arguments.dropFirst()
            if words.first == "seeds", let folder = words.last {
                writeSeeds(folder)
                return
            }
            let seconds = words.first.flatMap { Double($0) } ?? 60
            var number = words.dropFirst().first.flatMap { UInt64($0) } ?? 1
            let clock = ContinuousClock()
            let end = clock.now + .seconds(seconds)
            var counts: [FuzzCase.Outcome: Int] = [:]
            let first = number
            while clock.now < end {
                var spoiler = Spoiler(number)
                let seed = FuzzSeeds.all[Int(number % UInt64(FuzzSeeds.all.count))]
                let input = spoiler.spoilt(seed, among: FuzzSeeds.all)
                if number % 65536 == 0 { print("at input \(number)") }
                counts[FuzzCase.run(input), default: 0] += 1
                number += 1
            }
            let outcomes = FuzzCase.Outcome.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }
            print("inputs \(first) to \(number - 1): \(outcomes.joined(separator: ", ")), no crash")
        }

        private static func writeSeeds(_ folder: String) {
            for (index, seed) in FuzzSeeds.all.enumerated() {
                guard let file = fopen("\(folder)/seed-\(index)", "w") else { continue }
                fwrite(seed, 1, seed.count, file)
                fclose(file)
            }
        }
    }
#endif
