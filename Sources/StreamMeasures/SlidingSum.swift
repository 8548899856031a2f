/// The sum of what fell within the last so many nanoseconds. Memory is bound by the window's content.
struct SlidingSum: Sendable {
    private var entries: [(time: UInt64, amount: Int)] = []
    private var head = 0
    private let window: UInt64
    private(set) var sum = 0

    init(seconds: Double) { window = UInt64(seconds * 1e9) }

    /// Times come in order; one that goes back counts as the newest.
    mutating func add(_ amount: Int, at time: UInt64) {
        entries.append((max(time, entries.last?.time ?? 0), amount))
        sum += amount
    }

    /// Drops what has left the window that ends now.
    mutating func advance(to now: UInt64) {
        while head < entries.count, entries[head].time + window <= now {
            sum -= entries[head].amount
            head += 1
        }
        guard head > 64, head * 2 > entries.count else { return }
        entries.removeFirst(head)
        head = 0
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        head = 0
        sum = 0
    }

    /// The greatest amount now in the window.
    var largest: Int { entries[head...].lazy.map(\.amount).max() ?? 0 }
}
