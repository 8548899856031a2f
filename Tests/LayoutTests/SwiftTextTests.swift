import Testing

/// The reader that the other tests stand on.
@Suite struct SwiftTextTests {
    @Test func `comments and strings are no code`() {
        let text = SwiftText(
            "let a = \"try! {\" // fatalError(\n/* Task { */ let b = #\"\"}\"# + \"\"\"\n }\n\"\"\"\nlet c = 1"
        ).text
        #expect(!text.contains("try!") && !text.contains("fatalError") && !text.contains("Task"))
        #expect(!text.contains("{") && !text.contains("}"))
        #expect(text.contains("let a") && text.contains("let b") && text.contains("let c"))
    }

    @Test func `a function's body ends at its own brace, and only tests are tests`() throws {
        let functions = SwiftText(
            """
            @Test(arguments: [1].map { $0 }) func `it holds`(value: Int = f({ 1 })) { if true { #expect(value == 1) } }
            func other() -> [Int] { [] }
            """
        ).functions
        #expect(functions.map(\.name) == ["`it holds`", "other"])
        #expect(functions.map(\.isTest) == [true, false])
        #expect(functions.first?.body.contains("#expect") == true)
        #expect(functions.last?.body == "{ [] }")
    }
}
