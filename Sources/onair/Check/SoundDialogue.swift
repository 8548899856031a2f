import Checklist
import Glibc
import ProbeProtocol
import StudioModel
import Synchronization
import SystemCalls

/// What is said and asked at the terminal in the sound test: all of it on standard error, so that a report on standard
/// output stays whole.
final class SoundDialogue: Sendable {
    /// What a person answers to the offer of a part.
    enum Answer: Sendable {
        case begin, skip
    }

    private struct State: Sendable {
        /// Lines that were typed ahead.
        var typed: [UInt8] = []
        var isOver = false
        var levels: [Subject: Double] = [:]
        var shownSecond = -1
    }

    let language: Language
    private let showsLevels: Bool
    private let state = Mutex(State())

    init(language: Language) {
        self.language = language
        showsLevels = Terminal.errorIsTerminal
    }

    /// Offers a part. The end of the input means that nobody is there to take it.
    func ask(_ offer: LocalizedText) async throws -> Answer {
        Terminal.raw((showsLevels ? "\r\u{1B}[K" : "") + ShownText.line(offer[language]), to: STDERR_FILENO)
        let line = try await line()
        if line == nil || !showsLevels { Terminal.raw("\n", to: STDERR_FILENO) }
        let word = Interview.trimmed(line ?? "s").lowercased()
        return word == "s" || word == "skip" || word == "跳过" ? .skip : .begin
    }

    func say(_ text: LocalizedText) {
        Terminal.raw(
            (showsLevels ? "\r\u{1B}[K" : "") + ShownText.line(text[language]) + "\n", to: STDERR_FILENO)
    }

    /// The seconds left and the levels, as readings come.
    func hear(_ readings: [Reading], since began: Instant) {
        guard showsLevels else { return }
        let line = state.withLock { state -> String? in
            for reading in readings where reading.metric == "microphone.level.rms" {
                state.levels[reading.subject] = reading.outcome.value?.number
            }
            let second = Int((readings.last?.at ?? began).seconds(since: began))
            guard second != state.shownSecond else { return nil }
            state.shownSecond = second
            let left = max(0, Int(SoundTest.seconds) - second)
            let levels = state.levels.sorted { $0.key < $1.key }.map {
                "\($0.key.name) \(Int($0.value)) dBFS"
            }
            return "\(left) s  " + levels.joined(separator: "  ")
        }
        if let line { Terminal.raw("\r\u{1B}[K    " + ShownText.line(line), to: STDERR_FILENO) }
    }

    /// The next line of the input; nil at its end. Looks ten times a second, so that Ctrl-C is heard.
    private func line() async throws -> String? {
        while true {
            if let line = takeLine() { return line }
            if state.withLock(\.isOver) { return nil }
            try await Task.sleep(for: .milliseconds(100))
            guard try !Descriptors.waitReadable([STDIN_FILENO], seconds: 0).isEmpty else { continue }
            var buffer = [UInt8](repeating: 0, count: 1024)
            let count = try buffer.withUnsafeMutableBytes { try Descriptors.read(STDIN_FILENO, into: $0) }
            state.withLock { state in
                state.typed += buffer[..<count]
                // A person types no more than this; a file would.
                if count == 0 || state.typed.count > 65_536 { state.isOver = true }
            }
        }
    }

    private func takeLine() -> String? {
        state.withLock { state in
            guard let end = state.typed.firstIndex(of: 0x0A) else { return nil }
            defer { state.typed.removeFirst(end + 1) }
            return String(decoding: state.typed[..<end], as: UTF8.self)
        }
    }
}
