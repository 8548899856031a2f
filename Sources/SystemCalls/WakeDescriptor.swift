import CGNU
import Glibc

/// A descriptor that becomes readable once and stays so: a stop sign that `poll` understands.
///
/// A pipe rather than an eventfd: the same effect from calls that Swift imports as they are.
package final class WakeDescriptor: Sendable {
    private let reading: OwnedDescriptor
    private let writing: OwnedDescriptor

    package init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        try systemCall("pipe2") { pipe2(&ends, O_CLOEXEC | O_NONBLOCK) }
        reading = OwnedDescriptor(owning: ends[0])
        writing = OwnedDescriptor(owning: ends[1])
    }

    /// What to poll.
    package var number: Int32 { reading.number }

    /// Makes it readable for everybody who polls it, now and later.
    package func wake() {
        var byte: UInt8 = 1
        // A full pipe is readable already, so the result does not matter.
        _ = Glibc.write(writing.number, &byte, 1)
    }

    /// Makes it unreadable again.
    package func clear() {
        var bytes = [UInt8](repeating: 0, count: 512)
        while bytes.withUnsafeMutableBytes({ Glibc.read(reading.number, $0.baseAddress, $0.count) }) > 0 {}
    }
}
