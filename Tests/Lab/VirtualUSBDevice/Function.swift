/// What a device does beyond being one: a camera or a microphone.
///
/// One thread drives it: requests and transfers come in, `service` hands out what has become due.
package protocol Function: AnyObject {
    var classCode: UInt8 { get }
    /// The interface descriptors of the one configuration, and how many interfaces they are.
    var interfaces: (count: Int, bytes: [UInt8]) { get }
    /// The answer to a class request that reads; nil stalls it.
    func read(_ setup: SetupPacket) -> [UInt8]?
    /// Takes a class request that writes; false stalls it.
    func write(_ setup: SetupPacket, _ data: [UInt8]) -> Bool
    /// The host stopped using the data endpoint, or starts anew.
    func reset()
    /// What it did so far, as one line of JSON; empty when it counts nothing.
    var tallyLine: String { get }
    /// Called with the transfers waiting on the data endpoint, oldest first; takes those it can answer now.
    /// Times are nanoseconds of the monotonic clock. Returns when it wants to be called again.
    func service(_ waiting: inout [Transfer], now: UInt64, send: (Reply) -> Void) -> UInt64?
}

extension Function {
    package var tallyLine: String { "" }
}

/// Faults a test may order, each from the environment; zero means never.
package struct Faults: Equatable, Sendable {
    /// Every n-th picture that is sent carries the payload error bit.
    package var errorEvery = 0
    /// Every n-th picture is cut at half its length.
    package var shortEvery = 0
    /// After n pictures (or milliseconds of sound) nothing more is sent, without an error.
    package var stallAfter = 0
    /// After n pictures the picture no longer changes.
    package var freezeAfter = 0
    /// After n pictures the picture is black.
    package var blackAfter = 0
    /// After n pictures in all, of however many streams, nothing more is sent.
    package var endAfter = 0
    /// How many pictures a stall lasts; 0 is for ever.
    package var stallFor = 0
    /// Every n-th picture has a hole in its middle.
    package var breakEvery = 0
    /// After n pictures every transfer ends with a protocol error, as with a broken cable.
    package var failAfter = 0
    /// The camera stalls the request that begins a stream, as one without power for its sensor does.
    package var refusesStream = false
    /// It is dark: a camera that may slow down for light does.
    package var isDark = false

    /// The environment's names of them all.
    package static let names = [
        "ERROR_EVERY", "SHORT_EVERY", "STALL_AFTER", "STALL_FOR", "END_AFTER", "FREEZE_AFTER", "BLACK_AFTER",
        "BREAK_EVERY",
        "FAIL_AFTER", "REFUSE_STREAM", "DARK",
    ].map { "FAULT_" + $0 }

    package init() {}

    package init(environment: [String: String]) {
        func number(_ name: String) -> Int { environment[name].flatMap { Int($0) } ?? 0 }
        errorEvery = number("FAULT_ERROR_EVERY")
        shortEvery = number("FAULT_SHORT_EVERY")
        stallAfter = number("FAULT_STALL_AFTER")
        freezeAfter = number("FAULT_FREEZE_AFTER")
        blackAfter = number("FAULT_BLACK_AFTER")
        endAfter = number("FAULT_END_AFTER")
        stallFor = number("FAULT_STALL_FOR")
        breakEvery = number("FAULT_BREAK_EVERY")
        failAfter = number("FAULT_FAIL_AFTER")
        refusesStream = number("FAULT_REFUSE_STREAM") != 0
        isDark = number("FAULT_DARK") != 0
    }
}
