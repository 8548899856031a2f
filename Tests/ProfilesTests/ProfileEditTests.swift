import Profiles
import StudioModel
import Testing

/// One word is changed and everything else stays as it was written.
@Suite struct ProfileEditTests {
    private func changed(_ text: String, _ value: Value = "-71.0 ~1.0") -> String? {
        Subject(rawValue: "microphone/lavalier-1").flatMap {
            ProfileEdit.expecting("noise-on", value, of: $0, in: text)
        }
    }

    @Test(arguments: [
        // A mapping on one line, with and without the key, and one that is empty.
        (
            "    expect: { loudness: -18 }   # R 128",
            "    expect: { loudness: -18, noise-on: \"-71.0 ~1.0\" }   # R 128"
        ),
        (
            "    expect: {noise-on: \"-70, }: ~2\" , wireless: true}",
            "    expect: { wireless: true, noise-on: \"-71.0 ~1.0\" }"
        ),
        ("    expect: {}", "    expect: { noise-on: \"-71.0 ~1.0\" }"),
        // A key a line.
        (
            "    expect:\n      loudness: -18\n      # quiet\n",
            "    expect:\n      loudness: -18\n      noise-on: \"-71.0 ~1.0\"\n      # quiet\n"
        ),
        (
            "    expect:   # measured\n      noise-on: \"-1 ~1\"\n      loudness: -18",
            "    expect:   # measured\n      noise-on: \"-71.0 ~1.0\"\n      loudness: -18"
        ),
    ])
    func `the key is set in whichever way its neighbours are written`(before: String, after: String) {
        func whole(_ expect: String) -> String {
            """
            name: a   # of ours
            subjects:
              - subject: microphone/lavalier-2
                expect: { loudness: -20 }

              # The host's.
              - subject: microphone/lavalier-1   # channel 0
                match: { source: mixer, channel: 0 }
            \(expect)
                spare: true

              # Last.
              - subject: microphone/lavalier-10
                expect: { loudness: -20 }
            """
        }
        #expect(changed(whole(before)) == whole(after))
    }

    @Test func `a subject without expectations gets some, after its name`() {
        let text = "subjects:\n- subject: \"microphone/lavalier-1\"\n  match: { channel: 0 }\n"
        #expect(
            changed(text, true)
                == "subjects:\n- subject: \"microphone/lavalier-1\"\n  expect: { noise-on: true }\n  match: { channel: 0 }\n"
        )
    }

    @Test(arguments: [
        "", "subjects: []", "subjects:\n  - subject: microphone/lavalier-2",
        "subjects:\n  - { subject: microphone/lavalier-1 }",
        "subjects:\n  - title: A\n    subject: microphone/lavalier-1",
        "subjects:\n  - subject: microphone/lavalier-1\n    expect: { a: 1,\n      b: 2 }",
        "subjects:\n  - subject: microphone/lavalier-1\n    expect: { a: [1] }",
        "subjects:\n  - subject: microphone/lavalier-1\n    expect: *anchor",
        "subjects:\n  - subject: microphone/lavalier-1\n    expect: { a: \"1 }",
        "subjects:\n  - subject: microphone/lavalier-1\n    expect: { a: \"1\\",
        "subjects:\n  - subject: microphone/lavalier-1\n    expect:\n",
    ])
    func `what is written otherwise is left alone`(text: String) {
        #expect(changed(text) == nil)
    }
}
