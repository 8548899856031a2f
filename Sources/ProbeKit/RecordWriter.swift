import Glibc
import ProbeProtocol
import StudioModel
import Synchronization
import SystemCalls

/// Writes records to standard output on a thread of its own, so that a slow desk never blocks a device.
final class RecordWriter: Sendable {
    private let queue = Mutex(RecordQueue())
    private let work: WakeDescriptor
    private let output: Int32
    private let idle = Atomic<Bool>(true)

    init(output: Int32) throws {
        self.output = output
        work = try WakeDescriptor()
    }

    /// Starts the writing thread.
    func start() throws {
        try BlockingThread.start("writer") { [self] in
            while true {
                guard (try? Descriptors.waitReadable([work.number], whileRead: output)) ?? true else {
                    leave()
                }
                work.clear()
                flush()
            }
        }
    }

    private func flush() {
        while true {
            let records = queue.withLock { queue in
                idle.store(queue.isEmpty, ordering: .sequentiallyConsistent)
                return queue.takeAll()
            }
            if records.isEmpty { return }
            for record in records {
                guard let line = try? Line.encode(record) else { continue }
                guard (try? Descriptors.writeAll(line, to: output)) != nil else { leave() }
            }
        }
    }

    /// The desk is gone, and nothing may outlive it. A watch sees the end of its input and has half a second to release
    /// its devices; an inspection, or one whose threads all sleep in device calls, ends here.
    private func leave() -> Never {
        _ = try? Descriptors.waitReadable([], seconds: 0.8)
        _exit(EX_IOERR)
    }

    func write(_ record: ProbeRecord) {
        queue.withLock { queue in
            queue.push(record)
            idle.store(false, ordering: .sequentiallyConsistent)
        }
        work.wake()
    }

    func write(_ readings: ReadingsRecord) { write(.readings(readings)) }
    func write(_ event: EventRecord) { write(.event(event)) }

    var dropped: Int { queue.withLock(\.dropped) }

    /// Whether everything was handed to the system.
    var isIdle: Bool { idle.load(ordering: .sequentiallyConsistent) }
}
