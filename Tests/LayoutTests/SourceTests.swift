import Foundation
import TestSupport
import Testing

/// What no source of the project may hold.
@Suite struct SourceTests {
    private let sources: [String]
    private let tests: [String]

    init() throws {
        sources = try SourceTree.files(under: "Sources") + SourceTree.files(under: "probes")
        tests = try SourceTree.files(under: "Tests")
    }

    @Test func `no file is longer than 320 lines`() throws {
        var long: [String] = []
        for file in sources + tests {
            let lines = try SourceTree.text(file).count { $0.isNewline }
            if lines > 320 { long.append("\(file): \(lines)") }
        }
        #expect(sources.count > 200)
        #expect(long == [])
    }

    @Test func `nothing traps, escapes the compiler's checks, runs loose or sleeps`() throws {
        let forbidden: [(String, Regex<Substring>)] = [
            ("try!", /\btry!/), ("fatalError", /\bfatalError\(/),
            ("preconditionFailure", /\bpreconditionFailure\(/),
            ("@unchecked Sendable", /@unchecked\s+Sendable/),
            ("nonisolated(unsafe)", /nonisolated\(unsafe\)/),
            ("a free task", /\bTask(?:\.detached)?\s*(?:\([^)]*\)\s*)?\{/),
            ("Thread.sleep", /\bThread\.sleep/),
            ("sleep", /\bu?sleep\(/), ("an empty catch", /\bcatch\b[^{}]*\{\s*\}/),
            ("public", /(?m)^\s*public\s/),
        ]
        var found: [String] = []
        for file in sources {
            let code = SwiftText(try SourceTree.text(file)).text
            for (name, pattern) in forbidden where code.contains(pattern) { found.append("\(file): \(name)") }
        }
        #expect(found == [])
    }

    @Test func `nothing is left to do later`() throws {
        var found: [String] = []
        let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
        for file in sources + tests {
            let text = try SourceTree.text(file)
            for word in words where text.contains(word) { found.append("\(file): \(word)") }
        }
        #expect(found == [])
    }

    @Test func `no file is named after nothing in particular`() {
        let vague = ["Manager", "Helper", "Util", "Utils", "Utilities", "Base", "Impl", "Misc", "Common"]
        let found = (sources + tests).filter { file in
            let name = URL(filePath: file).deletingPathExtension().lastPathComponent
            return vague.contains { name.hasSuffix($0) }
        }
        #expect(found == [])
    }

    @Test func `every test expects something`() throws {
        var byTarget: [Substring: [SwiftText.Function]] = [:]
        for file in tests {
            let target = file.split(separator: "/")[1]
            byTarget[target, default: []] += SwiftText(try SourceTree.text(file)).functions
        }
        var count = 0
        var idle: [String] = []
        let shared = ["eventually"]
        for (target, functions) in byTarget {
            let expecting = Self.expecting(functions, known: shared)
            for function in functions where function.isTest {
                count += 1
                if !Self.expects(function.body, through: expecting) {
                    idle.append("\(target): \(function.name)")
                }
            }
        }
        #expect(count > 400)
        #expect(idle == [])
    }

    /// The functions that expect something, by themselves or through another.
    private static func expecting(_ functions: [SwiftText.Function], known: [String]) -> Set<String> {
        var names = Set(known)
        var grew = true
        while grew {
            grew = false
            for function in functions where !function.isTest && !names.contains(function.name) {
                if expects(function.body, through: names) {
                    names.insert(function.name)
                    grew = true
                }
            }
        }
        return names
    }

    private static func expects(_ body: String, through names: Set<String>) -> Bool {
        if body.contains("#expect") || body.contains("#require") || body.contains("Issue.record") {
            return true
        }
        return body.matches(of: /(\w+)\s*[({]/).contains { names.contains(String($0.1)) }
    }

    @Test func `no test sleeps`() throws {
        var found: [String] = []
        // The bench watches real time go by: it is no test, and gates on nothing.
        for file in tests where !file.hasSuffix("/Eventually.swift") && !file.hasPrefix("Tests/Bench/") {
            let code = SwiftText(try SourceTree.text(file)).text
            if code.contains(/\b(?:Thread\.sleep|Task\.sleep|u?sleep|nanosleep)\s*\(/) { found.append(file) }
        }
        #expect(found == [])
    }
}
