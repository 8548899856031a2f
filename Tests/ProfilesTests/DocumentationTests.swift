import Foundation
import Profiles
import StudioModel
import Testing

@Suite struct DocumentationTests {
    @Test func `the example of docs/profiles.md is a profile`() throws {
        let page = try Repository.text("docs/profiles.md")
        let parts = page.components(separatedBy: "```")
        let yaml = try #require(parts.dropFirst().first).drop { $0 != "\n" }
        let studio = try Repository.loader.studio(
            text: String(yaml), file: "docs/profiles.md", library: Repository.library())
        #expect(studio.name == "my-studio" && studio.rules.last?.id == "host.load")
    }

    @Test func `docs/profiles.md names every standard role`() throws {
        let page = try Repository.text("docs/profiles.md")
        let missing = Role.standard.filter { !page.contains("\($0.id) \($0.title.zh)") }
        #expect(missing.map(\.id) == [])
    }
}
