import Journal
import StudioModel
import Synchronization

@testable import Monitor

/// A clock that stands until it is moved.
final class PlayedClock: Sendable {
    private let now = Mutex(Instant.seconds(1000))

    func move(_ seconds: Double) { now.withLock { $0 = $0.advanced(by: seconds) } }
    var instant: Instant { now.withLock { $0 } }
    var wall: WallTime {
        WallTime(milliseconds: 1_773_000_000_000).advanced(by: instant.seconds(since: .seconds(1000)))
    }

    var live: LiveClock { LiveClock(now: { self.instant }, wall: { self.wall }) }

    /// The same for a journal.
    var journal: JournalClock {
        JournalClock(wall: { self.wall }, monotonic: { self.instant }, boot: "boot", process: 7)
    }
}
