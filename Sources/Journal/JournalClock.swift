import StudioModel
import SystemCalls

/// The clocks and the identity that every row of the journal is stamped with; a parameter, so that tests can say
/// what time it is.
package struct JournalClock: Sendable {
    package var wall: @Sendable () -> WallTime
    package var monotonic: @Sendable () -> Instant
    /// The kernel's boot id: monotonic times of different boots cannot be compared.
    package var boot: String
    package var process: Int32

    package init(
        wall: @escaping @Sendable () -> WallTime, monotonic: @escaping @Sendable () -> Instant, boot: String,
        process: Int32
    ) {
        self.wall = wall
        self.monotonic = monotonic
        self.boot = boot
        self.process = process
    }

    /// The machine's own.
    package static func system(roots: Roots = .system) -> JournalClock {
        JournalClock(
            wall: { WallTime(milliseconds: Clocks.wallMilliseconds) },
            monotonic: { Instant(nanoseconds: Clocks.monotonicNanoseconds) },
            boot: Files.attribute(roots.proc + "/sys/kernel/random/boot_id") ?? "unknown",
            process: ownProcess(roots))
    }

    /// `self/stat` starts with the number of the process.
    private static func ownProcess(_ roots: Roots) -> Int32 {
        let text = Files.attribute(roots.proc + "/self/stat") ?? ""
        return text.split(separator: " ").first.flatMap { Int32($0) } ?? 0
    }

    /// The event that ties this boot's monotonic clock to the wall clock now.
    package var mapping: StudioEvent {
        .clockMapped(boot: boot, monotonic: monotonic(), wall: wall())
    }
}
