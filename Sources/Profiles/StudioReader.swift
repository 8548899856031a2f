import StudioModel
import Yams

/// Reads one studio's profile. Every part notes its own problems and the rest is read on.
struct StudioReader {
    let library: ProfileLibrary
    let problems: Problems

    private static let keys = [
        "name", "title", "show", "roles", "people", "subjects", "attested", "playbooks", "rundown", "rules",
    ]

    /// The studio, or `nil` after problems that leave nothing to build from.
    func read(_ root: Cursor) -> Studio? {
        guard let fields = root.fields(StudioReader.keys) else { return nil }
        let name = fields.require("name", "give it a word, as in apparel-live", "写一个词，如 apparel-live")?.word()
        let roles = roles(fields["roles"])
        let playbooks = playbooks(fields["playbooks"], roles: roles)
        let studio = Studio(
            name: name ?? "",
            title: fields["title"]?.localized() ?? LocalizedText(en: name ?? "", zh: name ?? ""),
            roles: roles, people: people(fields["people"], roles: roles),
            subjects: subjects(fields["subjects"]),
            attested: attested(fields["attested"], roles: roles), playbooks: playbooks,
            rundown: rundown(fields["rundown"], roles: roles),
            rules: rules(fields["rules"], playbooks: playbooks),
            show: show(fields["show"]))
        guard let name, isFolderName(name) else {
            if name != nil {
                fields["name"]?.expected(
                    .init("a word", "一个词"),
                    .init(
                        "use small letters, digits and dashes; the journal's folder has this name",
                        "用小写字母、数字和连字符；日志文件夹以此命名"),
                    code: .badValue)
            }
            return nil
        }
        return studio
    }

    /// A name that is safe as a folder: subjects have the same alphabet.
    private func isFolderName(_ name: String) -> Bool {
        Subject(family: "studio", name: name) != nil && !name.hasPrefix(".")
    }

    private func show(_ cursor: Cursor?) -> ShowPlan {
        guard let fields = cursor?.fields(["hours", "on-air"]) else { return ShowPlan() }
        var plan = ShowPlan()
        if let hours = fields["hours"]?.number(least: 0.01, most: 8760) { plan.hours = hours }
        if let onAir = fields["on-air"] { plan.onAir = onAir.isNull ? nil : onAir.wallTime() }
        return plan
    }

    /// The standard roles with the profile's names, then its own.
    private func roles(_ cursor: Cursor?) -> [Role] {
        var roles = Role.standard
        let own: [(Role, Mark?)] =
            cursor?.list { item in
                guard let fields = item.fields(["id", "title"]),
                    let id = fields.require("id", "give it a word", "写一个词")?.word(),
                    let title = fields.require("title", "say it in en and zh", "用中英文写明")?.localized()
                else { return nil }
                return (Role(id: id, title: title), item.mark)
            } ?? []
        let unique = unique(own, .init("role", "角色")) { $0.id }
        for role in unique {
            if let index = roles.firstIndex(where: { $0.id == role.id }) {
                roles[index] = role
            } else {
                roles.append(role)
            }
        }
        return roles
    }

    private func people(_ cursor: Cursor?, roles: [Role]) -> [Person] {
        let people: [(Person, Mark?)] =
            cursor?.list { item in
                guard let fields = item.fields(["name", "roles"]),
                    let name = fields.require("name", "write who it is", "写姓名")?.word(),
                    let held = fields.require("roles", "list the duties held tonight", "列出今晚担任的职责")?.list({
                        self.role($0, roles)
                    })
                else { return nil }
                return (Person(name: name, roles: held), item.mark)
            } ?? []
        return unique(people, .init("person", "人员")) { $0.name }
    }

    private func attested(_ cursor: Cursor?, roles: [Role]) -> [AttestedItem] {
        let items: [(AttestedItem, Mark?)] =
            cursor?.list { item in
                guard let fields = item.fields(["id", "title", "owner", "due", "photo", "source"]) else {
                    return nil
                }
                let id = fields.require("id", "give it a word, as in A1.7", "写一个词，如 A1.7")?.word()
                let title = fields.require("title", "say what is signed, in en and zh", "用中英文写明签署内容")?
                    .localized()
                let owner = fields.require("owner", "say which role signs it", "写由哪个角色签署").flatMap {
                    role($0, roles)
                }
                let due = fields.require("due", "say when, as in T-60min", "写时间，如 T-60min")?.due()
                guard let id, let title, let owner, let due else { return nil }
                let entry = AttestedItem(
                    id: id, title: title, owner: owner, due: due, photo: fields["photo"]?.flag() ?? false,
                    source: fields["source"]?.text() ?? "")
                return (entry, item.mark)
            } ?? []
        return unique(items, .init("attested item", "签署项")) { $0.id }
    }

    private func rundown(_ cursor: Cursor?, roles: [Role]) -> [Cue] {
        let cues: [(Cue, Mark?)] =
            cursor?.list { item in
                guard let fields = item.fields(["id", "at", "title", "owner", "source"]) else { return nil }
                let id = fields.require("id", "give it a word", "写一个词")?.word()
                let at = fields.require(
                    "at", "say when, as in T+30min or D 09:00", "写时间，如 T+30min 或 D 09:00")?.due()
                let title = fields.require("title", "say what happens, in en and zh", "用中英文写明内容")?.localized()
                let owner = fields.require("owner", "say which role calls it", "写由哪个角色发起").flatMap {
                    role($0, roles)
                }
                guard let id, let at, let title, let owner else { return nil }
                return (
                    Cue(id: id, at: at, title: title, owner: owner, source: fields["source"]?.text() ?? ""),
                    item.mark
                )
            } ?? []
        return unique(cues, .init("cue", "节点")) { $0.id }
    }

    /// A role that the profile knows.
    func role(_ cursor: Cursor, _ roles: [Role]) -> String? {
        guard let id = cursor.word() else { return nil }
        if roles.contains(where: { $0.id == id }) { return id }
        problems.unknown(
            .unknownRole, .init("role", "角色"), id, among: roles.map(\.id), at: cursor.mark,
            otherwise: .init("add it under roles:", "在 roles: 下添加"))
        return nil
    }

    /// The items without those whose name an earlier one has.
    func unique<Item>(_ items: [(Item, Mark?)], _ kind: LocalizedText, name: (Item) -> String) -> [Item] {
        var seen: [String: Mark?] = [:]
        return items.compactMap { item, mark in
            let name = name(item)
            if let earlier = seen[name] {
                let line =
                    earlier.map { LocalizedText(" in line \($0.line)", "（第 \($0.line) 行）") } ?? .init("", "")
                problems.add(
                    .duplicate, at: mark,
                    .init(
                        "the \(kind.en) “\(name)” stands already\(line.en)",
                        "\(kind.zh)“\(name)”已存在\(line.zh)"),
                    advice: .init("keep one of them", "保留其中一个"))
                return nil
            }
            seen[name] = mark
            return item
        }
    }
}
