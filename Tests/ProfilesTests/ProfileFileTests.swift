import Foundation
import Profiles
import StudioModel
import Testing

/// What can be wrong with a file before its content is looked at.
@Suite struct ProfileFileTests {
    private let scratch: Scratch
    private let loader = Repository.loader

    init() throws {
        scratch = try Scratch()
    }

    private func failure(_ path: String) -> ProfileError? {
        do throws(ProfileError) {
            _ = try loader.studio(at: path)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a missing file is said to be missing`() throws {
        let error = try #require(failure("\(scratch.path)/none.yaml"))
        #expect(error.code == .missing)
        #expect(
            error.description.hasSuffix(
                "there is no such file; give the path of a profile, or write one with `onair learn`"))
    }

    @Test func `a folder is said to be a folder`() throws {
        #expect(try #require(failure(scratch.path)).code == .directory)
    }

    @Test func `a device is refused without being read`() throws {
        #expect(try #require(failure("/dev/zero")).code == .unreadable)
    }

    @Test func `an empty file is said to be empty`() throws {
        #expect(try #require(failure(try scratch.write("a.yaml", []))).code == .empty)
    }

    @Test func `bytes that are not UTF-8 name their line`() throws {
        let error = try #require(
            failure(try scratch.write("a.yaml", Array("name: a\ntitle: ".utf8) + [0xD6, 0xD0, 0x0A])))
        #expect(error.code == .encoding)
        #expect(error.problems.first?.place.line == 2)
    }

    @Test func `a byte order mark is no mistake`() throws {
        #expect(failure(try scratch.write("a.yaml", [0xEF, 0xBB, 0xBF] + Array("name: a\n".utf8))) == nil)
    }

    @Test func `a file that is far too large is refused`() throws {
        let path = try scratch.write("a.yaml", Array(repeating: UInt8(ascii: "#"), count: 1 << 20 + 1))
        #expect(try #require(failure(path)).code == .tooLarge)
    }

    @Test func `a profiles folder that is not there is one clear line`() throws {
        #expect(throws: ProfileError.self) { try ProfileLoader(root: "\(scratch.path)/none").library() }
    }

    @Test func `one fault with two rules is refused, and both places are named`() throws {
        let rule = "- id: a.b\n  fail: { when: { a.c: \"> 1\" } }\n  title: A\n  advice: Do.\n"
        _ = try scratch.write("rules/a.yaml", rule.utf8)
        _ = try scratch.write("rules/b.yaml", rule.utf8)
        _ = try scratch.write(
            "playbooks/P1.yaml", "id: P1\ntitle: T\ncategory: c\nseverity: notice\nsteps: []\n".utf8)
        do throws(ProfileError) {
            _ = try ProfileLoader(root: scratch.path).library()
            Issue.record("the duplicate was taken")
        } catch {
            #expect(error.problems.map(\.code) == [.duplicate])
            #expect(
                error.description.contains("rules/b.yaml:1:3")
                    && error.description.contains("rules/a.yaml:1:3"))
        }
    }

    @Test func `what is wrong in several shipped files is said together`() throws {
        _ = try scratch.write(
            "rules/a.yaml", "- id: a.b\n  fail: { when: { a.c: 1 } }\n  title: A\n  advice: Do.\n".utf8)
        _ = try scratch.write("rules/b.yaml", "".utf8)
        _ = try scratch.write("playbooks/P1.yaml", "id: P1\n".utf8)
        do throws(ProfileError) {
            _ = try ProfileLoader(root: scratch.path).library()
            Issue.record("broken files were taken")
        } catch {
            #expect(
                error.problems.map(\.code) == [
                    .badLimit, .empty, .missingKey, .missingKey, .missingKey, .missingKey,
                ])
        }
    }
}
