/// How far two words are apart: insertions, deletions, changes and swaps of neighbours (Damerau's “optimal string
/// alignment” distance), so that a slip of the fingers counts once.
enum EditDistance {
    static func between(_ left: String, _ right: String) -> Int {
        let left = Array(left.unicodeScalars)
        let right = Array(right.unicodeScalars)
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let change = left[row] == right[column] ? 0 : 1
                var best = min(last[column] + change, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }

    /// The nearest of the known words, when it is near enough to be meant: a third of the word, at least two slips.
    static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        // A pasted page is no slip of the fingers, and would cost time by the square.
        guard word.unicodeScalars.count <= 64 else { return nil }
        let limit = max(2, word.unicodeScalars.count / 3)
        return known.map { (word: $0, distance: between(word, $0)) }
            .filter { $0.distance <= limit }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
    }
}
