import Monitor
import StudioModel
import Synchronization
import Testing

/// What cannot be waited for is left behind, and what can is waited for.
@Suite struct LeftBehindTests {
    /// Work that no cancellation ends, as a process that sleeps in the kernel; the test ends it.
    private final class Sleeper: Sendable {
        private let state = Mutex<[CheckedContinuation<Void, Never>]>([])

        func dwell() async {
            await withCheckedContinuation { waiter in state.withLock { $0.append(waiter) } }
        }

        func wake() {
            state.withLock { waiters in
                for waiter in waiters { waiter.resume() }
                waiters = []
            }
        }
    }

    @Test func `a deadline passes though the work never ends`() async {
        // Woken only afterwards: to come here at all is not to have waited for it.
        let sleeper = Sleeper()
        await LeftBehind.around {
            let failure = await #expect(throws: MonitorError.self) {
                try await Deadline.run(seconds: 0.1, what: "it") { await sleeper.dwell() }
            }
            #expect(failure?.line(.english).hasPrefix("it missed its deadline of 0.1 s") == true)
            #expect(failure?.line(.chinese).hasPrefix("it 超过 0.1 秒的时限。") == true)
            sleeper.wake()
        }
    }

    @Test func `a result that comes in time is the result`() async {
        await confirmation { done in
            await LeftBehind.around {
                let result = await LeftBehind.result(patience: 1) { 7 }
                #expect(result == 7)
                done()
            }
        }
    }

    @Test func `whoever is cancelled waits only as long as patience lasts`() async {
        let sleeper = Sleeper()
        await LeftBehind.around {
            let result = await withTaskGroup(of: Int?.self) { group in
                group.addTask {
                    await LeftBehind.result(patience: 0.1) {
                        await sleeper.dwell()
                        return 1
                    }
                }
                group.cancelAll()
                return await group.next() ?? 2
            }
            #expect(result == nil)
            sleeper.wake()
        }
    }

    @Test func `without a scope every child is waited for`() async {
        #expect(await LeftBehind.result(patience: 0) { 3 } == 3)
    }
}
