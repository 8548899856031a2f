import StudioModel
import Yams

/// What is wrong in one file, collected while it is read, so that a person mends it in one go.
final class Problems {
    let file: String
    private(set) var found: [ProfileError.Problem] = []

    init(file: String) {
        self.file = file
    }

    func place(_ mark: Mark?) -> Place { Place(file: file, line: mark?.line, column: mark?.column) }

    func add(_ code: ProfileError.Code, at mark: Mark?, _ sentence: LocalizedText, advice: LocalizedText) {
        add(code, at: place(mark), sentence, advice: advice)
    }

    func add(_ code: ProfileError.Code, at place: Place, _ sentence: LocalizedText, advice: LocalizedText) {
        let problem = ProfileError.Problem(code: code, place: place, sentence: sentence, advice: advice)
        // A value that is reached by two ways (an anchor, an override) is still one mistake.
        if !found.contains(problem) { found.append(problem) }
    }

    /// Everything another reader found.
    func add(_ error: ProfileError) {
        for problem in error.problems where !found.contains(problem) { found.append(problem) }
    }

    /// A name that nothing has, with the nearest that something has.
    func unknown(
        _ code: ProfileError.Code, _ kind: LocalizedText, _ name: String, among known: some Sequence<String>,
        at mark: Mark?,
        otherwise advice: LocalizedText
    ) {
        let nearest = EditDistance.nearest(to: name, among: known)
        add(
            code, at: mark, .init("there is no \(kind.en) “\(name)”", "没有\(kind.zh)“\(name)”"),
            advice: nearest.map(ProfileError.meant) ?? advice)
    }

    /// Throws everything found, in the order of the file.
    func check() throws(ProfileError) {
        guard found.isEmpty else { throw ProfileError(found.sorted { $0.place < $1.place }) }
    }
}
