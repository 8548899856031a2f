import Glibc
import SystemCalls

/// Standard output and error, and what a terminal can show. Every text for a person leaves through here, without the
/// control characters of whoever wrote it.
enum Terminal {
    /// Prints a text to standard output. A reader that went away (`| head`) is no error, and changes no verdict;
    /// any other failure ends the program, since what it was asked to print is lost.
    static func standardOutput(_ text: String) {
        do {
            try Descriptors.writeAll(Array((ShownText.safe(text) + "\n").utf8), to: STDOUT_FILENO)
        } catch {
            guard error.errno != .brokenPipe else { return }
            standardError("onair: standard output could not be written: \(error)")
            exit(EX_IOERR)
        }
    }

    /// Prints what is one line, whatever the names in it hold.
    static func line(_ text: String) { standardOutput(ShownText.line(text)) }

    /// Prints a line to standard output where nothing may end the program.
    /// - Returns: whether it could be written.
    static func trySay(_ text: String) -> Bool {
        (try? Descriptors.writeAll(Array((ShownText.line(text) + "\n").utf8), to: STDOUT_FILENO)) != nil
    }

    static func standardError(_ text: String) {
        // Nobody is left to be told when this fails.
        _ = try? Descriptors.writeAll(Array((ShownText.safe(text) + "\n").utf8), to: STDERR_FILENO)
    }

    /// Raw bytes without a newline, for screens and progress: what others wrote goes through `ShownText` first.
    static func raw(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
        _ = try? Descriptors.writeAll(Array(text.utf8), to: descriptor)
    }

    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Colour is for terminals, and NO_COLOR turns it off.
    static var usesColour: Bool {
        outputIsTerminal && EnvironmentVariable.value("NO_COLOR") == nil
            && EnvironmentVariable.value("TERM") != "dumb"
    }

    /// Columns and rows; 80 × 24 when it cannot tell.
    static var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
