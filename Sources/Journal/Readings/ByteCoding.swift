/// Numbers as few bytes: seven bits a byte, the least first, small negative numbers kept small (zigzag).
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(byte: UInt8) {
        bytes.append(byte)
    }

    mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ number: Int) {
        write(UInt64(number))
    }

    mutating func write(signed number: Int64) {
        write(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func write(_ text: String) {
        let utf8 = Array(text.utf8)
        write(utf8.count)
        bytes += utf8
    }

    mutating func write(_ block: [UInt8]) {
        write(block.count)
        bytes += block
    }
}

/// Reads back what `ByteWriter` wrote. Whatever the bytes are, it ends in a value or an error.
struct ByteReader {
    struct Damaged: Error {}

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() throws(Damaged) -> UInt8 {
        guard let byte = rest.popFirst() else { throw Damaged() }
        return byte
    }

    mutating func number() throws(Damaged) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte()
            number |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return number }
        }
        throw Damaged()
    }

    mutating func signed() throws(Damaged) -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    /// A count of things that take at least a byte each (or `bits` of one), so that a damaged one cannot ask for
    /// more than there is.
    mutating func count(atMost limit: Int) throws(Damaged) -> Int {
        let number = try number()
        guard number <= UInt64(limit) else { throw Damaged() }
        return Int(number)
    }

    mutating func block() throws(Damaged) -> [UInt8] {
        let count = try count(atMost: rest.count)
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func text() throws(Damaged) -> String {
        String(decoding: try block(), as: UTF8.self)
    }
}
