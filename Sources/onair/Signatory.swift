import Glibc
import StudioModel
import SystemCalls

/// Who signs, and in which duty: somebody of the crew, whom the profile knows.
struct Signatory {
    let name: String
    /// The roles held tonight.
    let roles: [String]

    /// The duty in which an item is signed: its owner's where this person holds it, else the first held.
    func role(for item: AttestedItem) -> String? { roles.contains(item.owner) ? item.owner : roles.first }

    /// From `--by` with a person's name or a role, else from the environment where it names somebody of the crew.
    static func find(_ given: String?, in studio: Studio) throws -> Signatory {
        if let given, !given.isEmpty {
            guard let known = known(given, in: studio) else { throw stranger(given, studio) }
            return known
        }
        for variable in ["ONAIR_PERSON", "USER"] {
            if let name = EnvironmentVariable.value(variable), let known = known(name, in: studio) {
                return known
            }
        }
        throw stranger(nil, studio)
    }

    private static func known(_ word: String, in studio: Studio) -> Signatory? {
        let plain = word.lowercased()
        if let person = studio.people.first(where: { $0.name.lowercased() == plain }) {
            return Signatory(name: person.name, roles: person.roles)
        }
        let role = studio.roles.first {
            $0.id == plain || $0.title.en.lowercased() == plain || $0.title.zh == word
        }
        guard let role, let person = studio.people.first(where: { $0.roles.contains(role.id) }) else {
            // A profile without a crew knows nobody; then a name is a name.
            return studio.people.isEmpty ? Signatory(name: word, roles: []) : nil
        }
        return Signatory(
            name: person.name, roles: [role.id] + person.roles.filter { $0 != role.id })
    }

    private static func stranger(_ word: String?, _ studio: Studio) -> Failure.Sentence {
        let crew = studio.people.map { person in
            let roles = person.roles.map { studio.title(of: $0) }
            return LocalizedText(
                "\(person.name) (\(roles.map(\.en).joined(separator: ", ")))",
                "\(person.name)（\(roles.map(\.zh).joined(separator: "、"))）")
        }
        let sentence =
            word.map { LocalizedText("nobody of the crew is “\($0)”", "人员中没有“\($0)”") }
            ?? LocalizedText("a signature needs a name", "签字需要姓名")
        return .usage(
            sentence,
            crew.isEmpty
                ? .init("Say who signs with --by NAME.", "请用 --by 姓名 指明签字人。")
                : .init(
                    "Say who signs with --by NAME or --by ROLE: \(crew.map(\.en).joined(separator: ", ")).",
                    "请用 --by 姓名 或 --by 岗位 指明签字人：\(crew.map(\.zh).joined(separator: "，"))。"))
    }
}
