import Foundation
import TestSupport
import Testing

/// What lies where.
@Suite struct TreeTests {
    static let top: Set<String> = [
        "Package.swift", "Sources", "Tests", "probes", "profiles", "docs", "README.md", "CHANGELOG.md",
        "LICENSE",
        "Makefile", ".ci", ".swift-format", ".gitignore",
    ]

    @Test func `the top level holds what the architecture says, and nothing else`() async throws {
        let found = Set(try await SourceTree.tracked().map { String($0.prefix { $0 != "/" }) })
        #expect(found.subtracting(Self.top).sorted() == [])
        #expect(Self.top.subtracting(found).sorted() == [])
    }

    @Test func `every probe has a page and a program's entry`() throws {
        let probes = try SourceTree.names(in: "probes")
        #expect(probes.count >= 5)
        for probe in probes {
            #expect(try SourceTree.text("probes/\(probe)/README.md").hasPrefix("# "), "\(probe)")
            #expect(try SourceTree.text("probes/\(probe)/main.swift").contains("ProbeProgram<"), "\(probe)")
        }
    }

    @Test func `the desk links no device and no media library`() async throws {
        let listing = try await RunningProgram.run(
            "/usr/bin/ldd", [SourceTree.program("onair")], environment: ["PATH": "/usr/bin:/bin"])
        #expect(listing.code == 0 && listing.output.contains("libc.so"))
        let found = [
            "libav", "libswscale", "libswresample", "libv4l", "libasound", "libpulse", "libebur128",
            "libturbojpeg",
        ]
        .filter { listing.output.contains($0) }
        #expect(found == [])
    }

    @Test func `no file names a place of the machine it was written on`() async throws {
        let places = ["/" + "work/", "/" + "Users/", "/" + "home/user", SourceTree.root + "/"]
        var found: [String] = []
        for file in try await SourceTree.tracked() {
            let bytes = FileManager.default.contents(atPath: "\(SourceTree.root)/\(file)") ?? Data()
            guard let text = String(data: bytes, encoding: .utf8) else { continue }
            for place in places where text.contains(place) { found.append("\(file): \(place)") }
        }
        #expect(found == [])
    }

    @Test func `every relative link in the documents points to something`() async throws {
        let pages = try await SourceTree.tracked().filter { $0.hasSuffix(".md") }
        #expect(!pages.isEmpty)
        var broken: [String] = []
        for page in pages {
            let folder = URL(filePath: "\(SourceTree.root)/\(page)").deletingLastPathComponent()
            for match in try SourceTree.text(page).matches(of: /\]\(([^)\s#:]+)(?:#[^)]*)?\)/) {
                let target = folder.appending(path: String(match.1)).standardized.path
                if !FileManager.default.fileExists(atPath: target) { broken.append("\(page): \(match.1)") }
            }
        }
        #expect(broken == [])
    }

    @Test func `every command that a page names exists`() async throws {
        let known = try SourceTree.text("Sources/onair/OnAir.swift")
        let commands = known.matches(of: /(\w+)Command\.self/).map { $0.1.lowercased() }
        #expect(commands.count > 10)
        var wrong: [String] = []
        for page in try await SourceTree.tracked() where page.hasSuffix(".md") {
            for match in try SourceTree.text(page).matches(of: /`onair ([a-z]+)/)
            where !commands.contains(String(match.1)) {
                wrong.append("\(page): onair \(match.1)")
            }
        }
        #expect(wrong == [])
    }
}
