import StudioModel
import Synchronization

/// Which microphones of the profile are channels of one source: every session of the program writes itself in, so that
/// each knows what to call the others.
final class Neighbours: Sendable {
    /// Another microphone on the same source.
    struct Neighbour: Hashable {
        let subject: Subject
        let channel: Int
    }

    private struct Book: Sendable {
        var next = 0
        var places: [Int: Place] = [:]
    }

    private struct Place: Sendable {
        let subject: Subject
        let source: String
        let channel: Int
    }

    private let book = Mutex(Book())

    /// - Returns: a number to leave with: a session may begin before the one it replaces has ended.
    func enter(_ subject: Subject, source: String, channel: Int) -> Int {
        book.withLock { book in
            book.next += 1
            book.places[book.next] = Place(subject: subject, source: source, channel: channel)
            return book.next
        }
    }

    func leave(_ number: Int) {
        book.withLock { book in _ = book.places.removeValue(forKey: number) }
    }

    /// The others on that source, each once, in the order of their channels.
    func others(than subject: Subject, source: String) -> [Neighbour] {
        let places = book.withLock(\.places)
        let all = places.values.filter { $0.source == source && $0.subject != subject }
            .map { Neighbour(subject: $0.subject, channel: $0.channel) }
        return Set(all).sorted { ($0.channel, $0.subject) < ($1.channel, $1.subject) }
    }
}
