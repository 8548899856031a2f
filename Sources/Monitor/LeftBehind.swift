import Synchronization

/// Work whose end nobody can be made to wait for: a process that sleeps in the kernel is not even ended by a kill, and
/// a task that waits for it cannot be cancelled. Such work is a child of the program's outermost scope, which ends with
/// the process; who started it waits as long as is sensible, and goes on without it.
package struct LeftBehind: Sendable {
    /// The scope, where a program has opened one; elsewhere every child is waited for.
    @TaskLocal package static var scope: LeftBehind?

    private let jobs: AsyncStream<@Sendable () async -> Void>.Continuation

    /// Opens the scope around a program. It closes when everything has ended, so a program leaves by `exit`.
    package static func around(_ body: @escaping @Sendable () async -> Void) async {
        let (stream, jobs) = AsyncStream<@Sendable () async -> Void>.makeStream()
        await withDiscardingTaskGroup { group in
            group.addTask {
                await $scope.withValue(LeftBehind(jobs: jobs)) { await body() }
                jobs.finish()
            }
            for await job in stream { group.addTask { await job() } }
        }
    }

    /// What the work comes to. When this task is cancelled, so is the work; `nil` when it has not ended `patience`
    /// seconds later.
    package static func result<Result: Sendable>(
        patience: Double, of work: @escaping @Sendable () async -> Result
    ) async -> Result? {
        guard let scope else { return await work() }
        let cell = Cell<Result>()
        let (cancellations, cancellation) = AsyncStream<Void>.makeStream()
        return await withTaskCancellationHandler {
            scope.jobs.yield {
                await withDiscardingTaskGroup { group in
                    group.addTask {
                        cell.fill(await work())
                        cancellation.finish()
                    }
                    for await _ in cancellations {}
                    group.cancelAll()
                }
            }
            return await cell.value()
        } onCancel: {
            cancellation.finish()
            scope.jobs.yield {
                // The scope itself is never cancelled.
                try? await Task.sleep(for: .seconds(patience))
                cell.fill(nil)
            }
        }
    }

    /// A value that comes once; the first counts.
    private final class Cell<Value: Sendable>: Sendable {
        private enum State {
            case empty
            case waiting(CheckedContinuation<Value?, Never>)
            case full(Value?)
        }

        private let state = Mutex(State.empty)

        func fill(_ value: Value?) {
            let waiter = state.withLock { state -> CheckedContinuation<Value?, Never>? in
                switch state {
                case .empty: state = .full(value)
                case .waiting(let waiter):
                    state = .full(value)
                    return waiter
                case .full: break
                }
                return nil
            }
            waiter?.resume(returning: value)
        }

        func value() async -> Value? {
            await withCheckedContinuation { waiter in
                let value = state.withLock { state -> Value?? in
                    if case .full(let value) = state { return value }
                    state = .waiting(waiter)
                    return nil
                }
                if let value { waiter.resume(returning: value) }
            }
        }
    }
}
