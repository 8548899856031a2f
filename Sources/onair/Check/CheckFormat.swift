import ArgumentParser

/// How a check is written.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
}

/// `FORMAT:FILE`.
struct CheckOutput: ExpressibleByArgument {
    let format: CheckFormat
    let path: String

    init?(argument: String) {
        guard let colon = argument.firstIndex(of: ":"),
            let format = CheckFormat(rawValue: String(argument[..<colon]))
        else { return nil }
        path = String(argument[argument.index(after: colon)...])
        guard !path.isEmpty else { return nil }
        self.format = format
    }

    func write(_ text: String) throws { try OutputFile.write(text, to: path) }
}
