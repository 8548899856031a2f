import Foundation
import Profiles
import StudioModel
import Testing

@Suite struct SecretResolverTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private func failure(_ reference: SecretReference, _ environment: [String: String] = [:]) -> ProfileError?
    {
        do throws(ProfileError) {
            _ = try SecretResolver(environment: environment, folder: scratch.path).resolve(reference)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a variable gives its secret`() throws {
        let resolver = SecretResolver(environment: ["KEY": "live_1"])
        #expect(try resolver.resolve(.environment("KEY")).exposed == "live_1")
    }

    @Test(arguments: [[:], ["KEY": ""]])
    func `a variable that is not set is named`(environment: [String: String]) throws {
        let error = try #require(failure(.environment("KEY"), environment))
        #expect(error.code == .secretMissing)
        #expect(error.description.contains("the variable KEY is not set"))
    }

    @Test(arguments: [" rtmp://h/live/x\nMARKER", "rtmp://h\u{1B}[2J", "a\rMARKER"])
    func `a secret of several lines is refused, and not repeated`(value: String) throws {
        let error = try #require(failure(.environment("KEY"), ["KEY": value]))
        #expect(error.code == .badValue && !error.description.contains("MARKER"))
        _ = try scratch.write("key", value.utf8, mode: 0o600)
        #expect(try #require(failure(.file("key"))).code == .badValue)
        #expect(
            try SecretResolver(environment: ["KEY": " live_1\n"]).resolve(.environment("KEY")).exposed
                == "live_1")
    }

    @Test func `a file gives its one line, without the line's end`() throws {
        _ = try scratch.write("key", "  live_1\n".utf8, mode: 0o600)
        let resolver = SecretResolver(environment: [:], folder: scratch.path)
        #expect(try resolver.resolve(.file("key")).exposed == "live_1")
        #expect(try resolver.resolve(.file("\(scratch.path)/key")).exposed == "live_1")
        let home = SecretResolver(environment: ["HOME": scratch.path])
        #expect(try home.resolve(.file("~/key")).exposed == "live_1")
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o620])
    func `a file that others can touch is refused, with the command that closes it`(mode: Int) throws {
        let path = try scratch.write("key", "live_1".utf8, mode: mode)
        let error = try #require(failure(.file("key")))
        #expect(error.code == .secretExposed)
        #expect(error.description.hasSuffix("close it with: chmod 600 \(path)"))
        #expect(!error.description.contains("live_1"))
    }

    @Test func `a link is judged by the file that it leads to`() throws {
        let path = try scratch.write("key", "live_1".utf8, mode: 0o644)
        try FileManager.default.createSymbolicLink(atPath: "\(scratch.path)/link", withDestinationPath: path)
        #expect(try #require(failure(.file("link"))).code == .secretExposed)
    }

    @Test func `a missing file, a folder and an empty file are each said`() throws {
        _ = try scratch.write("empty", "\n".utf8, mode: 0o600)
        #expect(try #require(failure(.file("none"))).code == .secretMissing)
        #expect(try #require(failure(.file("."))).code == .secretMissing)
        #expect(try #require(failure(.file("empty"))).code == .secretMissing)
    }

    @Test func `all secrets that are missing are said at once`() throws {
        do throws(ProfileError) {
            let references: [String: SecretReference] = [
                "url": .environment("A"), "password": .environment("B"),
            ]
            _ = try SecretResolver(environment: [:]).resolve(all: references)
            Issue.record("nothing was missed")
        } catch {
            #expect(error.problems.map(\.place.file) == ["env:B", "env:A"])
        }
    }
}
