import Journal
import Logging
import StudioModel

/// Keeps readings for the review while the watch runs; what the disk refuses waits in memory and is tried again.
struct ReadingKeeper: Sendable {
    let store: ReadingStore
    private let logger: Logger
    /// A connection of its own, so that writing the log back keeps no event waiting.
    private let caretaker: Journal

    init(folder: String, logger: Logger) throws {
        store = try ReadingStore(folder: folder)
        caretaker = try Journal(folder: folder)
        self.logger = logger
    }

    /// Writes once a second what is due, until cancelled.
    func run() async {
        var isTold = false
        var seconds = 0
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            do {
                try store.flushIfDue()
                seconds += 1
                if seconds % 10 == 0 { try caretaker.checkpoint() }
                isTold = false
            } catch {
                if !isTold { logger.error("\(error)") }
                isTold = true
            }
        }
    }

    /// Writes everything that is left.
    func close() {
        do {
            try store.close()
        } catch {
            logger.error("\(error)")
        }
    }
}
