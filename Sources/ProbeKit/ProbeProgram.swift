import Glibc
import ProbeProtocol
import StudioModel
import SystemCalls

/// The program around a probe: `onair-probe-FAMILY describe | inspect | watch`.
package enum ProbeProgram<Family: Probe> {
    /// Runs the verb the command line names, and leaves the process.
    package static func main() -> Never {
        // A desk that is gone must end in a failed write, not in a signal that skips the clean-up.
        signal(SIGPIPE, SIG_IGN)
        let arguments = CommandLine.arguments.dropFirst()
        do {
            switch arguments.first {
            case "describe" where arguments.count == 1: try describe()
            case "inspect" where arguments.count == 1: try Inspection(Family()).run()
            case "watch" where arguments.count == 1:
                var watch = try Watch(Family())
                try watch.run()
            case "--help", "-h", "help": print(help)
            default:
                FileOutput.standardError(help)
                exit(EX_USAGE)
            }
        } catch {
            FileOutput.standardError("onair-probe-\(Family.description.family): \(error)")
            exit(EX_OSERR)
        }
        exit(0)
    }

    private static func describe() throws {
        try Descriptors.writeAll(try Line.encode(Family.description), to: STDOUT_FILENO)
    }

    private static var help: String {
        """
        usage: onair-probe-\(Family.description.family) describe | inspect | watch

          describe  print what this probe reads, as one JSON object
          inspect   read one {"configure":…} line from standard input, print devices and readings, and end
          watch     read commands from standard input and print readings until it closes

        It speaks one JSON object a line; docs/protocol.md has every record.
        """
    }
}

/// Text for people.
enum FileOutput {
    static func standardError(_ text: String) {
        // Nothing is left to be told when standard error itself is gone.
        _ = try? Descriptors.writeAll(Array((text + "\n").utf8), to: STDERR_FILENO)
    }
}
