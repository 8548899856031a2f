import StudioModel
import Yams

/// Where each shipped rule stands, while the rule files are read one by one.
struct RuleCatalogue {
    private var places: [String: Place] = [:]

    /// The rules of one file; its name is their family.
    mutating func read(_ file: String, into rules: inout [Rule], problems: Problems) {
        let family = String((file.split(separator: "/").last ?? "").prefix { $0 != "." })
        do throws(ProfileError) {
            let root = Cursor(node: try SourceFile.root(at: file), name: "", problems: problems)
            let read: [(Rule, Mark?)] = root.list { item in item.rule(family: family).map { ($0, item.mark) }
            }
            for (rule, mark) in read {
                if let earlier = places[rule.id] {
                    problems.add(
                        .duplicate, at: mark,
                        .init(
                            "the rule “\(rule.id)” stands already at \(earlier)",
                            "规则“\(rule.id)”已在 \(earlier) 定义"),
                        advice: .init("one fault has one rule: keep one of them", "一种故障只用一条规则：保留其中一条"))
                    continue
                }
                places[rule.id] = problems.place(mark)
                rules.append(rule)
            }
        } catch {
            problems.add(error)
        }
    }

    /// What can be judged only when every file was read: names of other rules and playbooks, and cycles.
    func references(of library: ProfileLibrary) -> [ProfileError.Problem] {
        let ids = Set(library.rules.map(\.id))
        let playbooks = Set(library.playbooks.map(\.id))
        var found: [ProfileError.Problem] = []
        for rule in library.rules {
            let problems = Problems(file: places[rule.id]?.file ?? "")
            let place = places[rule.id] ?? Place(file: "")
            for other in rule.yieldsTo where !ids.contains(other) {
                problems.add(
                    .unknownRule, at: place,
                    .init(
                        "“\(rule.id)” yields to “\(other)”, which is no rule",
                        "“\(rule.id)”让位于“\(other)”，但没有这条规则"),
                    advice: EditDistance.nearest(to: other, among: ids).map(ProfileError.meant)
                        ?? .init("remove it, or write that rule", "删去它，或补写该规则"))
            }
            if let playbook = rule.playbook, !playbooks.contains(playbook) {
                problems.add(
                    .unknownPlaybook, at: place,
                    .init(
                        "“\(rule.id)” names the playbook “\(playbook)”, which is none",
                        "“\(rule.id)”引用了不存在的预案“\(playbook)”"),
                    advice: .init("write it into profiles/playbooks", "把它写入 profiles/playbooks"))
            }
            found += problems.found
        }
        for cycle in Cycle.all(in: Cycle.yields(library.rules)) {
            found.append(Cycle.problem(cycle, what: "yields-to", at: places[cycle[0]] ?? Place(file: "")))
        }
        return found
    }
}
