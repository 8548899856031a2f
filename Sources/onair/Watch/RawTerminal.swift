import Glibc
import SystemCalls

/// The terminal while the live view owns it: keys come one by one, the screen is a second one, and all is put back
/// on every path.
struct RawTerminal: ~Copyable {
    private let before: termios
    private var drawn: [String] = []
    private var drawings = 0
    private var size = (columns: 0, rows: 0)

    private init(before: termios) {
        self.before = before
    }

    /// Takes the terminal over.
    static func take() throws(SystemError) -> RawTerminal {
        var settings = termios()
        try systemCall("tcgetattr", "the terminal") { tcgetattr(STDIN_FILENO, &settings) }
        let before = settings
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
        // Ctrl-Z would leave the second screen and a hidden cursor behind, and the show unwatched.
        // Ctrl-\ would write a backtrace over it.
        withUnsafeMutableBytes(of: &settings.c_cc) {
            $0[Int(VSUSP)] = 0
            $0[Int(VQUIT)] = 0
        }
        try systemCall("tcsetattr", "the terminal") { tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) }
        // The alternate screen, no cursor, and no second line for what is too long for one.
        Terminal.raw("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l")
        return RawTerminal(before: before)
    }

    deinit {
        Terminal.raw("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
        var settings = before
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
    }

    /// Draws the lines from the top, without flicker: each is overwritten, never erased first, and only where it
    /// differs from what stands there.
    mutating func draw(_ lines: [String], size: (columns: Int, rows: Int)) {
        // Once in a while all of it: what others wrote over the screen goes away.
        let isNew = size != self.size || lines.count != drawn.count || drawings % 100 == 0
        drawings += 1
        self.size = size
        var text = ""
        for (index, line) in lines.enumerated() where isNew || drawn[index] != line {
            text += "\u{1B}[\(index + 1);1H" + ShownText.line(line) + "\u{1B}[K"
        }
        if isNew { text += "\u{1B}[J" }
        drawn = lines
        if !text.isEmpty { Terminal.raw(text) }
    }

    /// The keys that were pressed since the last look.
    func keys() -> [Character] {
        var buffer = [UInt8](repeating: 0, count: 64)
        guard let ready = try? Descriptors.waitReadable([STDIN_FILENO], seconds: 0), !ready.isEmpty,
            let count = try? buffer.withUnsafeMutableBytes({ try Descriptors.read(STDIN_FILENO, into: $0) })
        else { return [] }
        return Array(String(decoding: buffer[..<count], as: UTF8.self))
    }
}
