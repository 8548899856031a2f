import StudioModel
import Yams

extension StudioReader {
    /// Shipped playbooks by id, and the studio's own written out; all shipped ones when the profile says nothing.
    func playbooks(_ cursor: Cursor?, roles: [Role]) -> [Playbook] {
        guard let cursor else { return library.playbooks }
        let read: [(Playbook, Mark?)] = cursor.list { item in
            if item.isMapping {
                guard let playbook = item.playbook() else { return nil }
                for step in playbook.steps
                where !step.owner.isEmpty && !roles.contains(where: { $0.id == step.owner }) {
                    problems.unknown(
                        .unknownRole, .init("role", "角色"), step.owner, among: roles.map(\.id), at: item.mark,
                        otherwise: .init("add it under roles:", "在 roles: 下添加"))
                }
                return (playbook, item.mark)
            }
            guard let id = item.word() else { return nil }
            if let playbook = library.playbook(id) { return (playbook, item.mark) }
            let shipped = library.playbooks.map(\.id).joined(separator: ", ")
            problems.unknown(
                .unknownPlaybook, .init("playbook", "预案"), id, among: library.playbooks.map(\.id),
                at: item.mark,
                otherwise: .init("shipped are \(shipped)", "自带的有：\(shipped)"))
            return nil
        }
        return unique(read, .init("playbook", "预案")) { $0.id }
    }

    /// The shipped rules of the included families, with this studio's changes, its own added, and some taken away.
    func rules(_ cursor: Cursor?, playbooks: [Playbook]) -> [Rule] {
        guard let cursor else { return library.rules }
        guard let fields = cursor.fields(["include", "override", "disable", "add"]) else { return [] }
        var rules = included(fields["include"])
        var marks: [String: Mark] = [:]
        override(fields["override"], &rules, &marks)
        add(fields["add"], &rules, &marks)
        disable(fields["disable"], &rules)
        let known = Set(playbooks.map(\.id) + library.playbooks.map(\.id))
        for (id, mark) in marks {
            guard let playbook = rules.first(where: { $0.id == id })?.playbook, !known.contains(playbook)
            else { continue }
            problems.unknown(
                .unknownPlaybook, .init("playbook", "预案"), playbook, among: known, at: mark,
                otherwise: .init("add it under playbooks:", "在 playbooks: 下添加"))
        }
        for cycle in Cycle.all(in: Cycle.yields(rules)) {
            let mark = cycle.lazy.compactMap { marks[$0] }.first ?? cursor.mark
            let problem = Cycle.problem(cycle, what: "yields-to", at: problems.place(mark))
            problems.add(problem.code, at: problem.place, problem.sentence, advice: problem.advice)
        }
        return rules
    }

    private func included(_ cursor: Cursor?) -> [Rule] {
        guard let cursor else { return library.rules }
        let families = library.families
        let wanted = cursor.list { item -> String? in
            guard let family = item.word() else { return nil }
            if families.contains(family) { return family }
            problems.unknown(
                .unknownFile, .init("rule family", "规则类别"), family, among: families, at: item.mark,
                otherwise: .init(
                    "families are \(families.joined(separator: ", "))",
                    "类别有：\(families.joined(separator: "、"))"))
            return nil
        }
        return library.rules.filter { wanted.contains($0.family) }
    }

    private func override(_ cursor: Cursor?, _ rules: inout [Rule], _ marks: inout [String: Mark]) {
        for (fields, mark) in cursor?.list({ item in item.fields(RuleDraft.keys).map { ($0, item.mark) } })
            ?? []
        {
            guard let id = fields.require("id", "name the rule to change", "写要修改的规则编号")?.word(),
                let index = index(id, rules, fields)
            else { continue }
            if marks[id] != nil {
                problems.add(
                    .duplicate, at: mark, .init("“\(id)” is changed twice", "“\(id)”被修改了两次"),
                    advice: .init("join the two changes", "合并两处修改"))
            }
            var draft = RuleDraft(changing: rules[index])
            draft.read(fields)
            if let rule = draft.finished(fields) { rules[index] = rule }
            marks[id] = mark
        }
    }

    private func add(_ cursor: Cursor?, _ rules: inout [Rule], _ marks: inout [String: Mark]) {
        let added: [(Rule, Mark?)] =
            cursor?.list { item in
                let family = item.node.mapping?["id"]?.scalar?.string.prefix { $0 != "." } ?? ""
                return item.rule(family: String(family)).map { ($0, item.mark) }
            } ?? []
        for (rule, mark) in added {
            if rules.contains(where: { $0.id == rule.id }) {
                problems.add(
                    .duplicate, at: mark, .init("there is a rule “\(rule.id)” already", "已有规则“\(rule.id)”"),
                    advice: .init(
                        "change it under override:, or choose another id", "在 override: 下修改，或换一个编号"))
                continue
            }
            rules.append(rule)
            marks[rule.id] = mark
        }
    }

    private func disable(_ cursor: Cursor?, _ rules: inout [Rule]) {
        for fields in cursor?.list({ $0.fields(["id", "reason"]) }) ?? [] {
            let reason = fields.require("reason", "say why; the next person will ask", "写明原因，下一个人会问")?.word()
            guard let id = fields.require("id", "name the rule to leave out", "写要停用的规则编号")?.word(),
                let index = index(id, rules, fields), reason != nil
            else { continue }
            rules.remove(at: index)
        }
    }

    /// The rule's place in the list; a complaint when there is none.
    private func index(_ id: String, _ rules: [Rule], _ fields: Fields) -> Int? {
        if let index = rules.firstIndex(where: { $0.id == id }) { return index }
        problems.unknown(
            .unknownRule, .init("rule", "规则"), id, among: rules.map(\.id), at: fields["id"]?.mark,
            otherwise: .init("docs/rules.md lists all rules", "docs/rules.md 列出全部规则"))
        return nil
    }
}
