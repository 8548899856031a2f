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
                        .duplicate, at: mark, "the rule “\(rule.id)” stands already at \(earlier)",
                        advice: "one fault has one rule: keep one of them")
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
                    .unknownRule, at: place, "“\(rule.id)” yields to “\(other)”, which is no rule",
                    advice: EditDistance.nearest(to: other, among: ids).map { "did you mean “\($0)”?" }
                        ?? "remove it, or write that rule")
            }
            if let playbook = rule.playbook, !playbooks.contains(playbook) {
                problems.add(
                    .unknownPlaybook, at: place,
                    "“\(rule.id)” names the playbook “\(playbook)”, which is none",
                    advice: "write it into profiles/playbooks")
            }
            found += problems.found
        }
        for cycle in Cycle.all(in: Cycle.yields(library.rules)) {
            found.append(Cycle.problem(cycle, what: "yields-to", at: places[cycle[0]] ?? Place(file: "")))
        }
        return found
    }
}
