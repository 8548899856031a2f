import Glibc
import SystemCalls

/// A line that is typed or pasted and never shown.
enum HiddenLine {
    /// The longest secret that a file may hold.
    private static let limit = 4096

    /// Reads up to the return key. Ctrl-C ends the program with the terminal as it was.
    /// - Returns: `nil` when the input has ended.
    static func read() -> String? {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        var before = settings
        // Key by key and without signals: a program that is ended in here would leave a terminal that shows nothing.
        settings.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &before)
            Terminal.raw("\n")
        }
        var bytes: [UInt8] = []
        while true {
            var byte: [UInt8] = [0]
            let count =
                (try? byte.withUnsafeMutableBytes { try Descriptors.read(STDIN_FILENO, into: $0) }) ?? 0
            guard count > 0 else { return nil }
            switch byte[0] {
            case 0x0A, 0x0D: return String(decoding: bytes, as: UTF8.self)
            // Ctrl-C
            case 0x03:
                tcsetattr(STDIN_FILENO, TCSANOW, &before)
                kill(getpid(), SIGINT)
                return nil
            // Ctrl-D ends the input on an empty line, as everywhere.
            case 0x04: if bytes.isEmpty { return nil }
            // Ctrl-U
            case 0x15: bytes.removeAll()
            case 0x08, 0x7F: if !bytes.isEmpty { bytes.removeLast() }
            case 0x20...: if bytes.count < limit { bytes.append(byte[0]) }
            default: break
            }
        }
    }
}
