import ArgumentParser
import FoundationEssentials

/// `onair manual`: the man page, from what the commands say of themselves; `make install` writes it to a file.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the man page.", shouldDisplay: false)

    func run() throws {
        // The parser's own account of every command; its shape is versioned by the parser.
        let help = try JSONDecoder().decode(Help.self, from: Data(OnAir._dumpHelp().utf8))
        Terminal.standardOutput(ManualPage(command: help.command, release: OnAir.release).text)
    }

    struct Help: Decodable {
        let command: Command
    }

    struct Command: Decodable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let shouldDisplay: Bool
        let subcommands: [Command]?
        let arguments: [Argument]?
    }

    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let kind: String
        let shouldDisplay: Bool
        let names: [Name]?
        let valueName: String?
        let abstract: String?

        /// `-p, --profile PROFILE`, or `FILE`.
        var usage: String {
            let value = (valueName ?? "value").uppercased()
            guard kind != "positional" else { return value }
            let names = (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }.joined(
                separator: ", ")
            return kind == "option" ? "\(names) \(value)" : names
        }
    }
}

/// The man page as roff, in the macros of man(7).
struct ManualPage {
    let command: ManualCommand.Command
    let release: String

    var text: String {
        var lines = [
            ".TH ONAIR 1 \"\" \"OnAir \(release)\" \"User Commands\"", ".SH NAME",
            "onair \\- \(escape(command.abstract ?? ""))", ".SH SYNOPSIS", ".B onair", "COMMAND [OPTIONS]",
            ".SH DESCRIPTION",
        ]
        lines += paragraph(command.discussion) + [".SH COMMANDS"]
        for subcommand in shown(command.subcommands) { lines += section(subcommand, "onair") }
        lines += [
            ".SH EXIT STATUS",
            "\\fBcheck\\fR ends with 0 pass, 1 warn, 2 fail, 3 not measured. Errors are 64 and up, as in sysexits.h.",
            ".SH FILES", ".TP", "\\fIstudio.yaml\\fR",
            "The profile: in this folder, else in ~/.config/onair.", ".TP",
            "\\fI~/.local/state/onair/STUDIO\\fR", "The journal, and what was measured.", ".SH ENVIRONMENT",
            "ONAIR_PROFILE, ONAIR_PROBES, ONAIR_DATA and ONAIR_PERSON stand for the options of these names.",
        ]
        return lines.joined(separator: "\n")
    }

    private func section(_ command: ManualCommand.Command, _ parent: String) -> [String] {
        let name = "\(parent) \(command.commandName)"
        let arguments = shown(command.arguments)
        let positional = arguments.filter { $0.kind == "positional" }.map(\.usage).joined(separator: " ")
        var lines = [".SS \(escape("\(name) \(positional)"))", escape(command.abstract ?? "")]
        lines += command.discussion.map { [".PP"] + paragraph($0) } ?? []
        for argument in arguments {
            lines += [".TP", "\\fB\(escape(argument.usage))\\fR", escape(argument.abstract ?? "")]
        }
        for subcommand in shown(command.subcommands) { lines += section(subcommand, name) }
        return lines
    }

    private func shown(_ commands: [ManualCommand.Command]?) -> [ManualCommand.Command] {
        (commands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    private func shown(_ arguments: [ManualCommand.Argument]?) -> [ManualCommand.Argument] {
        (arguments ?? []).filter { argument in
            argument.shouldDisplay
                && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
        }
    }

    /// Indented lines are examples, and keep their shape.
    private func paragraph(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            if line.isEmpty { return [".PP"] }
            return line.hasPrefix(" ") ? [".nf", escape(String(line)), ".fi"] : [escape(String(line))]
        }
    }

    /// A hyphen that people copy, and nothing that roff takes for a request.
    private func escape(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
    }
}
