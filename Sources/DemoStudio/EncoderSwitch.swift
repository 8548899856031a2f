import Synchronization

/// The demo's encoder, turned on and off while the show runs.
package final class EncoderSwitch: Sendable {
    private let program: DemoProgram
    private let wishes: AsyncStream<Bool>
    private let wish: AsyncStream<Bool>.Continuation

    init(program: DemoProgram) {
        self.program = program
        (wishes, wish) = AsyncStream.makeStream()
    }

    package func turn(on: Bool) { wish.yield(on) }

    /// Runs the encoder while it is wished; throws when it ends by itself.
    func run() async throws {
        var iterator = wishes.makeAsyncIterator()
        while let isOn = await iterator.next() {
            guard isOn else { continue }
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask { [program] in
                    try await program.runForever()
                    return false
                }
                group.addTask { [wishes] in
                    for await isOn in wishes where !isOn { return true }
                    return true
                }
                _ = try await group.next()
                group.cancelAll()
            }
        }
    }
}
