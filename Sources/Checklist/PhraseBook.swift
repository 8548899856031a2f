import StudioModel

/// Every known sentence, laid out for looking up.
struct PhraseBook: Sendable {
    /// Sentences without places.
    private(set) var whole: [String: String] = [:]
    /// The others by their first byte; those that begin with a place are in every list. The surest first.
    private var patterns: [UInt8: [Phrase]] = [:]
    private var open: [Phrase] = []

    init(_ phrases: [Phrase]) {
        for (metric, name) in MetricWords.names { whole[metric.rawValue] = name.zh }
        for (_, name) in MetricWords.names.sorted(by: { $0.key < $1.key }) { whole[name.en] = name.zh }
        for phrase in phrases where phrase.pieces.count == 1 {
            guard case .text(let text)? = phrase.chinese.first else { continue }
            whole[phrase.english] = text
        }
        let sorted = phrases.filter { $0.pieces.count > 1 }.sorted {
            ($0.rank, $1.english) > ($1.rank, $0.english)
        }
        open = sorted.filter { $0.pieces[0].isEmpty }
        for byte in Set(sorted.compactMap { $0.pieces[0].first }) {
            patterns[byte] = sorted.filter { $0.pieces[0].first == byte || $0.pieces[0].isEmpty }
        }
    }

    func beginning(with byte: UInt8) -> [Phrase] { patterns[byte] ?? open }
}
