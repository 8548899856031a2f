import ProbeProtocol
import StudioModel
import Testing

@testable import ProbeKit

@Suite struct StateBookTests {
    private let book = StateBook(
        ProbeDescription(
            family: "camera", isolation: .subject,
            metrics: [
                MetricDescription("camera.present", kind: .state, meaning: "is there", source: "test"),
                MetricDescription("camera.fps", unit: "Hz", kind: .level, meaning: "frames", source: "test"),
            ], matchKeys: []))

    @Test func `states and reasons are said again, levels are not`() throws {
        let subject = try #require(Subject(rawValue: "camera/host"))
        book.note(
            ReadingsRecord(
                t: .seconds(1), subject: subject,
                all: ["camera.present": .flag(true), "camera.fps": .number(25)]))
        #expect(book.records(at: .seconds(6), except: []).first?.values == ["camera.present": .flag(true)])

        book.note(ReadingsRecord(t: .seconds(7), subject: subject, all: ["camera.fps": .absent("unplugged")]))
        #expect(
            book.records(at: .seconds(8), except: []).first?.outcomes == ["camera.fps": .absent("unplugged")])

        book.note(ReadingsRecord(t: .seconds(9), subject: subject, all: ["camera.fps": .number(25)]))
        #expect(book.records(at: .seconds(10), except: []).first?.outcomes == [:])
    }

    @Test func `a stuck subject is not said to be well`() throws {
        let subject = try #require(Subject(rawValue: "camera/host"))
        book.note(ReadingsRecord(t: .seconds(1), subject: subject, all: ["camera.present": .flag(true)]))
        #expect(book.records(at: .seconds(6), except: [subject]).isEmpty)
    }

    @Test func `what is no longer watched is forgotten`() throws {
        let subject = try #require(Subject(rawValue: "camera/host"))
        book.note(ReadingsRecord(t: .seconds(1), subject: subject, all: ["camera.present": .flag(true)]))
        book.keep([])
        #expect(book.records(at: .seconds(6), except: []).isEmpty)
    }
}
