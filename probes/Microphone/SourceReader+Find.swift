import ALSA
import PulseAudio

extension SourceReader {
    /// The source that is the microphone, or why there is none.
    enum Found {
        case one(PulseSource)
        case none(String)
    }

    func find(_ connection: borrowing PulseConnection) throws(PulseError) -> Found {
        let sources = try connection.sources()
        let cards = connection.isLocal ? ALSACard.all(roots) : []
        if match.leadingKey == nil {
            return Self.standard(sources, name: try connection.defaultSource())
        }
        return Self.choose(match, sources, cards)
    }

    /// The default source, unless it is what the machine plays: servers offer that when nothing else is there.
    static func standard(_ sources: [PulseSource], name: String?) -> Found {
        guard let name, let source = sources.first(where: { $0.name == name }) else {
            return .none("the sound server has no default source")
        }
        if let sink = source.monitorOf {
            return .none("no microphone: the default source is what \(sink) plays")
        }
        return .one(source)
    }

    /// A headset's serial is also on the monitor of its earphones, so monitors count only by name.
    static func choose(_ match: MicrophoneMatch, _ sources: [PulseSource], _ cards: [ALSACard]) -> Found {
        let offered = sources.filter { $0.monitorOf == nil || $0.name == match.identity["source"] }
        let choice = match.choose(from: offered) { source in
            MicrophoneIdentity(source, card: cards.first { $0.index == source.cardIndex })
        }
        switch choice {
        case .one(let source): return .one(source)
        case .several(let count):
            return .none(
                "\(count) sources are the \(match.sentence): a match by bus-path or source tells them apart")
        case .none:
            let names = offered.filter { $0.monitorOf == nil }.map(\.description)
            let there = names.isEmpty ? "nothing" : names.joined(separator: ", ")
            return .none("no \(match.sentence); the sound server has \(there)")
        }
    }
}
