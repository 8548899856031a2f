import ProbeProtocol
import StudioModel
import Synchronization

/// Where the supervisors put what probes say, and the monitor takes it, once a step. Bounded: a flood is cut and
/// counted, never stored without end.
package final class ReadingIntake: Sendable {
    /// What came since the last look.
    package struct Batch: Sendable {
        package var readings: [Reading] = []
        package var events: [EventRecord] = []
        package var devices: [DiscoveredDevice] = []
        /// Readings that did not fit.
        package var cut = 0

        package var isEmpty: Bool { readings.isEmpty && events.isEmpty && devices.isEmpty && cut == 0 }
    }

    private let limit: Int
    private let batch = Mutex(Batch())
    /// The newest sound levels, for meters: a step of the monitor is too long for them.
    private let meters = Mutex<[Subject: [Metric: Reading]]>([:])
    private let wake: AsyncStream<Void>.Continuation
    /// Yields when an event came: the step is taken early.
    package let wakes: AsyncStream<Void>

    package init(limit: Int = 100_000) {
        self.limit = limit
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Adds readings.
    package func add(_ readings: [Reading]) {
        batch.withLock { batch in
            let room = max(0, limit - batch.readings.count)
            batch.readings.append(contentsOf: readings.prefix(room))
            batch.cut += max(0, readings.count - room)
        }
        let levels = readings.filter { ReadingIntake.metered.contains($0.metric) }
        guard !levels.isEmpty else { return }
        meters.withLock { meters in
            for level in levels { meters[level.subject, default: [:]][level.metric] = level }
        }
    }

    /// What a meter shows: it comes 10 to 20 times a second.
    static let metered: Set<Metric> = [
        "microphone.level.peak", "microphone.loudness.momentary", "output.audio.level.rms",
        "output.audio.level.peak",
    ]

    /// The newest of each level.
    package var levels: [Subject: [Metric: Reading]] { meters.withLock { $0 } }

    /// Adds an event and wakes the monitor.
    package func add(_ event: EventRecord) {
        batch.withLock { batch in
            if batch.events.count < limit { batch.events.append(event) } else { batch.cut += 1 }
        }
        wake.yield()
    }

    /// Adds a device that an inspection found.
    package func add(_ device: DiscoveredDevice) {
        batch.withLock { $0.devices.append(device) }
    }

    /// Wakes the monitor.
    package func nudge() { wake.yield() }

    /// Everything since the last call.
    package func take() -> Batch {
        batch.withLock { batch in
            let taken = batch
            batch = Batch()
            return taken
        }
    }
}
