import Journal
import StudioModel
import SystemCalls

// A program of its own, because the tests kill it, starve it and take its rights away.
//
//   journal-writer append FOLDER          appends until killed; prints each sequence number once it is acknowledged
//   journal-writer open FOLDER            opens for writing, appends one event, prints its number
//   journal-writer read FOLDER            opens for reading, prints how many events there are
//   journal-writer hold FOLDER            takes the watch lock, says so, and waits to be killed
//   journal-writer readings FOLDER        records readings until killed; prints how many were flushed
//   journal-writer bench FOLDER COUNT     prints the commit latencies in milliseconds

let arguments = CommandLine.arguments

func say(_ text: String) throws {
    try Descriptors.writeAll("\(text)\n".utf8, to: 1)
}

func run(_ verb: String, folder: String) throws {
    switch verb {
    case "append":
        let journal = try Journal(folder: folder)
        while true {
            let sequence = try journal.append(
                .noted(incident: "i", by: "writer", text: String(repeating: "x", count: 200)))
            try say("\(sequence)")
        }
    case "open":
        try say("\(try Journal(folder: folder).append(.watchStarted(process: 1, boot: "b")))")
    case "read":
        try say("\(try Journal(folder: folder, access: .read).entries().entries.count)")
    case "hold":
        let lock = try ShowLock(folder: folder, show: "s", process: JournalClock.system().process)
        try say("held")
        _ = try Descriptors.waitReadable([0], seconds: nil)
        withExtendedLifetime(lock) {}
    case "bench":
        try bench(Journal(folder: folder), count: arguments.count > 3 ? Int(arguments[3]) ?? 500 : 500)
    default:
        try say("unknown verb \(verb)")
    }
}

func bench(_ journal: Journal, count: Int) throws {
    var latencies: [Double] = []
    for number in 0..<count {
        let start = Clocks.monotonicNanoseconds
        try journal.append(.noted(incident: "i", by: "bench", text: "event \(number)"))
        latencies.append(Double(Clocks.monotonicNanoseconds - start) / 1e6)
    }
    latencies.sort()
    for (name, share) in [("p50", 0.50), ("p95", 0.95), ("p99", 0.99)] {
        let index = min(latencies.count - 1, Int(Double(latencies.count) * share))
        try say("journal.event-commit.\(name)-ms \(Value.number(latencies[index]))")
    }
}

do {
    if arguments.count > 2 {
        try run(arguments[1], folder: arguments[2])
    } else {
        try say("usage: journal-writer VERB FOLDER")
    }
} catch let error as JournalError {
    try say("\(error.code.rawValue) \(error.exitCode): \(error)")
}
