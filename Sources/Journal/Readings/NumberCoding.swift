/// The numbers of a block. Numbers that are decimals with few places are kept as whole numbers of the smallest
/// place, each as the change from the one before; others bit by bit, byte plane by byte plane. Both give back
/// exactly what went in.
enum NumberCoding {
    /// Whole numbers beyond this lose digits in a Double.
    private static let largestWhole = 9e15
    private static let mostDecimals = 9
    private static let raw: UInt8 = 0xFF

    static func write(_ numbers: [Double], to writer: inout ByteWriter) {
        writer.write(numbers.count)
        guard !numbers.isEmpty else { return }
        if let (decimals, wholes) = decimal(numbers) {
            writer.write(byte: UInt8(decimals))
            var last: Int64 = 0
            for whole in wholes {
                writer.write(signed: whole - last)
                last = whole
            }
        } else {
            writer.write(byte: raw)
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                for number in numbers {
                    writer.write(byte: UInt8(truncatingIfNeeded: number.bitPattern >> shift))
                }
            }
        }
    }

    static func read(atMost limit: Int, from reader: inout ByteReader) throws(ByteReader.Damaged) -> [Double]
    {
        let count = try reader.count(atMost: limit)
        guard count > 0 else { return [] }
        let decimals = try reader.byte()
        return decimals == raw
            ? try planes(count, from: &reader) : try wholes(count, decimals: decimals, from: &reader)
    }

    private static func wholes(
        _ count: Int, decimals: UInt8, from reader: inout ByteReader
    ) throws(ByteReader.Damaged) -> [Double] {
        guard decimals <= mostDecimals else { throw ByteReader.Damaged() }
        let scale = Precision.powerOfTen(Int(decimals))
        var last: Int64 = 0
        var numbers: [Double] = []
        for _ in 0..<count {
            last = last &+ (try reader.signed())
            numbers.append(Double(last) / scale)
        }
        return numbers
    }

    private static func planes(_ count: Int, from reader: inout ByteReader) throws(ByteReader.Damaged)
        -> [Double]
    {
        var patterns = [UInt64](repeating: 0, count: count)
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            for index in patterns.indices { patterns[index] |= UInt64(try reader.byte()) << shift }
        }
        return patterns.map { Double(bitPattern: $0) }
    }

    /// The numbers as whole numbers of a decimal place that gives every one of them back.
    private static func decimal(_ numbers: [Double]) -> (decimals: Int, wholes: [Int64])? {
        var decimals = 0
        for number in numbers {
            while !isWhole(number, decimals: decimals) {
                decimals += 1
                if decimals > mostDecimals { return nil }
            }
        }
        // A place that one number needs may be too fine for another.
        guard numbers.allSatisfy({ isWhole($0, decimals: decimals) }) else { return nil }
        let scale = Precision.powerOfTen(decimals)
        return (decimals, numbers.map { Int64(($0 * scale).rounded()) })
    }

    private static func isWhole(_ number: Double, decimals: Int) -> Bool {
        let scale = Precision.powerOfTen(decimals)
        let scaled = (number * scale).rounded()
        // Minus zero would come back as zero.
        return abs(scaled) < largestWhole && scaled / scale == number
            && !(number == 0 && number.sign == .minus)
    }
}
