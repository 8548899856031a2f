import StudioModel

/// A stretch of one series as bytes, before compression.
///
/// Column by column, because like compresses with like: how many; times in milliseconds (the first, then the change
/// of the step from one sample to the next); what kind each outcome is, in runs; the numbers; the words, each said
/// once; how many steps late each was judged (blocks from before that was kept end without it).
enum BlockCoding {
    /// More than any block is given; what claims more is damaged.
    static let largestCount = 1 << 20

    private static let nanosecondsPerTick: UInt64 = 1_000_000

    static func encode(_ samples: [RecordedSample]) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(samples.count)
        write(times: samples.map(\.at), to: &writer)
        let kinds = samples.map { Kind($0.outcome) }
        for run in runs(kinds) {
            writer.write(byte: run.kind.rawValue)
            writer.write(run.count)
        }
        NumberCoding.write(samples.compactMap { $0.outcome.value?.number }, to: &writer)
        write(words: samples.compactMap { $0.outcome.word }, to: &writer)
        // Mostly noughts and ones: about a bit each once they are compressed.
        for sample in samples { writer.write(max(0, sample.stepsLate)) }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]) throws(ByteReader.Damaged) -> [RecordedSample] {
        var reader = ByteReader(bytes)
        let count = try reader.count(atMost: largestCount)
        let times = try times(count, from: &reader)
        let kinds = try kinds(count, from: &reader)
        var numbers = try NumberCoding.read(atMost: count, from: &reader)[...]
        var words = try words(atMost: count, from: &reader)[...]
        var samples: [RecordedSample] = []
        samples.reserveCapacity(count)
        for (time, kind) in zip(times, kinds) {
            let outcome: Outcome
            switch kind {
            case .number:
                guard let number = numbers.popFirst() else { throw ByteReader.Damaged() }
                outcome = .number(number)
            case .yes: outcome = .flag(true)
            case .no: outcome = .flag(false)
            case .text, .absent, .unsupported, .denied, .failed:
                guard let word = words.popFirst() else { throw ByteReader.Damaged() }
                outcome = kind.outcome(word)
            }
            samples.append(RecordedSample(at: time, outcome: outcome))
        }
        guard !reader.isAtEnd else { return samples }
        for index in samples.indices { samples[index].stepsLate = try reader.count(atMost: .max) }
        return samples
    }

    private static func write(times: [Instant], to writer: inout ByteWriter) {
        var (last, step): (Int64, Int64) = (0, 0)
        for time in times {
            let tick = Int64(time.nanoseconds / nanosecondsPerTick)
            writer.write(signed: tick - last - step)
            step = tick - last
            last = tick
        }
    }

    private static func times(_ count: Int, from reader: inout ByteReader) throws(ByteReader.Damaged)
        -> [Instant]
    {
        var (last, step): (Int64, Int64) = (0, 0)
        var times: [Instant] = []
        for _ in 0..<count {
            step = step &+ (try reader.signed())
            last = last &+ step
            guard last >= 0 else { throw ByteReader.Damaged() }
            times.append(Instant(nanoseconds: UInt64(last) &* nanosecondsPerTick))
        }
        return times
    }

    private static func runs(_ kinds: [Kind]) -> [(kind: Kind, count: Int)] {
        kinds.reduce(into: []) { runs, kind in
            if let last = runs.indices.last, runs[last].kind == kind {
                runs[last].count += 1
            } else {
                runs.append((kind, 1))
            }
        }
    }

    private static func kinds(_ count: Int, from reader: inout ByteReader) throws(ByteReader.Damaged)
        -> [Kind]
    {
        var kinds: [Kind] = []
        while kinds.count < count {
            guard let kind = Kind(rawValue: try reader.byte()) else { throw ByteReader.Damaged() }
            let run = try reader.count(atMost: count - kinds.count)
            guard run > 0 else { throw ByteReader.Damaged() }
            kinds += Array(repeating: kind, count: run)
        }
        return kinds
    }

    private static func write(words: [String], to writer: inout ByteWriter) {
        var places: [String: Int] = [:]
        var distinct: [String] = []
        for word in words where places[word] == nil {
            places[word] = distinct.count
            distinct.append(word)
        }
        writer.write(distinct.count)
        for word in distinct { writer.write(word) }
        writer.write(words.count)
        for word in words { writer.write(places[word] ?? 0) }
    }

    private static func words(
        atMost count: Int, from reader: inout ByteReader
    ) throws(ByteReader.Damaged) -> [String] {
        var distinct: [String] = []
        for _ in 0..<(try reader.count(atMost: count)) { distinct.append(try reader.text()) }
        var words: [String] = []
        for _ in 0..<(try reader.count(atMost: count)) {
            let place = try reader.number()
            guard place < UInt64(distinct.count) else { throw ByteReader.Damaged() }
            words.append(distinct[Int(place)])
        }
        return words
    }

    /// What an outcome is, as one byte.
    private enum Kind: UInt8 {
        case number, yes, no, text, absent, unsupported, denied, failed

        init(_ outcome: Outcome) {
            switch outcome {
            case .value(.number): self = .number
            case .value(.flag(let flag)): self = flag ? .yes : .no
            case .value(.text): self = .text
            case .absent: self = .absent
            case .unsupported: self = .unsupported
            case .denied: self = .denied
            case .failed: self = .failed
            }
        }

        func outcome(_ word: String) -> Outcome {
            switch self {
            case .absent: .absent(word)
            case .unsupported: .unsupported(word)
            case .denied: .denied(word)
            case .failed: .failed(word)
            default: .text(word)
            }
        }
    }
}

extension Outcome {
    /// The text or the reason.
    fileprivate var word: String? { value?.text ?? reason }
}
