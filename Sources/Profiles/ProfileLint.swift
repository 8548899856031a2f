import StudioModel

/// What a profile that can be read still gets wrong: `onair profile lint`.
package struct ProfileLint: Sendable {
    /// Every metric that a probe describes, with its unit. Empty when no probe was asked.
    private let catalogue: [Metric: String]
    /// Ids of rules that exist, though this studio leaves some out.
    private let shipped: Set<String>

    package init(catalogue: [Metric: String], library: ProfileLibrary) {
        self.catalogue = catalogue
        shipped = Set(library.rules.map(\.id))
    }

    /// One remark, worst kind first in a list.
    package struct Remark: Hashable, Sendable, CustomStringConvertible {
        package enum Kind: String, Codable, CaseIterable, Sendable {
            /// It will not work as written.
            case error
            /// It works, but not as one would expect.
            case warning
            /// Worth knowing.
            case note
        }

        package var kind: Kind
        /// What it is about, as `rule camera.fps.low`.
        package var about: String
        package var sentence: String
        package var advice: String

        package init(_ kind: Kind, _ about: String, _ sentence: String, advice: String) {
            self.kind = kind
            self.about = about
            self.sentence = sentence
            self.advice = advice
        }

        package var description: String { "\(kind.rawValue): \(about): \(sentence); \(advice)" }
    }

    /// Every remark on a studio: errors first, then in the order of the profile.
    package func remarks(on studio: Studio) -> [Remark] {
        let all =
            studio.rules.flatMap { metrics(of: $0) + yields(of: $0, in: studio) + texts(of: $0) }
            + cycles(studio) + references(studio) + roles(studio) + playbooks(studio) + keys(studio)
            + translations(studio)
        return Remark.Kind.allCases.flatMap { kind in all.filter { $0.kind == kind } }
    }

    private func metrics(of rule: Rule) -> [Remark] {
        guard !catalogue.isEmpty else { return [] }
        return rule.metrics.sorted().filter { catalogue[$0] == nil }.map { metric in
            let nearest = EditDistance.nearest(to: metric.rawValue, among: catalogue.keys.map(\.rawValue))
            return Remark(
                .error, "rule \(rule.id)", "no probe measures “\(metric)”",
                advice: nearest.map { "did you mean “\($0)”?" }
                    ?? "`onair devices --metrics` lists what is measured")
        }
    }

    private func yields(of rule: Rule, in studio: Studio) -> [Remark] {
        let ids = Set(studio.rules.map(\.id)).union(shipped)
        return rule.yieldsTo.filter { !ids.contains($0) }.map { other in
            Remark(
                .error, "rule \(rule.id)", "it yields to “\(other)”, which is no rule",
                advice: EditDistance.nearest(to: other, among: ids).map { "did you mean “\($0)”?" }
                    ?? "remove it")
        }
    }

    private func texts(of rule: Rule) -> [Remark] {
        let about = "rule \(rule.id)"
        var remarks = untranslated(rule.title, "title", about) + untranslated(rule.advice, "advice", about)
        if rule.source.isEmpty {
            remarks.append(
                Remark(
                    .warning, about, "its numbers have no source",
                    advice: "say where they come from under source:"))
        }
        return remarks
    }

    private func cycles(_ studio: Studio) -> [Remark] {
        Cycle.all(in: Cycle.yields(studio.rules)).map { cycle in
            Remark(
                .error, "rule \(cycle[0])", "yields-to runs in a circle: \(cycle.joined(separator: " → "))",
                advice: "remove one of these")
        }
    }

    /// Limits that no subject can resolve are never judged: said once a rule and key.
    private func references(_ studio: Studio) -> [Remark] {
        studio.rules.flatMap { rule in
            let subjects = studio.subjects.filter { $0.subject.family == rule.family }
            let limits = [rule.warn, rule.fail].compactMap { $0 }.flatMap { $0.when.values }
            let missing = Set(
                limits.compactMap { limit -> String? in
                    guard case .reference(let scope, let key, _, _) = limit.operand else { return nil }
                    let known = subjects.contains {
                        (scope == .profile ? $0.expect : $0.baseline)[key] != nil
                    }
                    return known || subjects.isEmpty ? nil : "\(scope.rawValue).\(key)"
                })
            return missing.sorted().map { name in
                Remark(
                    .note, "rule \(rule.id)", "no \(rule.family) says \(name), so it is not judged",
                    advice: name.hasPrefix("profile")
                        ? "set it under expect: of the subject"
                        : "learn it from the good rig with `onair learn`")
            }
        }
    }

    private func roles(_ studio: Studio) -> [Remark] {
        let owners =
            studio.attested.map(\.owner) + studio.rundown.map(\.owner)
            + studio.playbooks.flatMap { $0.steps.map(\.owner) }
        return Set(owners).subtracting([""]).sorted().filter { !studio.isStaffed($0) }.map { role in
            let person = studio.person(for: role)?.name
            return Remark(
                .warning, "role \(role)", "nobody holds it",
                advice: person.map { "\($0) is asked in its place; staff it under people:" }
                    ?? "name at least a technician and a lead under people:")
        }
    }

    private func playbooks(_ studio: Studio) -> [Remark] {
        let known = Set(studio.playbooks.map(\.id))
        let ownerless = studio.playbooks.flatMap { playbook in
            playbook.steps.enumerated().filter { $0.element.owner.isEmpty }.map { index, _ in
                Remark(
                    .warning, "playbook \(playbook.id)", "step \(index + 1) has no owner",
                    advice: "name a role; until then it is the technician's")
            }
        }
        let missing = studio.rules.filter { rule in rule.playbook.map { !known.contains($0) } ?? false }.map {
            rule in
            Remark(
                .warning, "rule \(rule.id)", "its playbook \(rule.playbook ?? "") is not among this studio's",
                advice: "add it under playbooks:")
        }
        return ownerless + missing
    }

    /// A stream's address with its key belongs under secrets. The text is not repeated.
    private func keys(_ studio: Studio) -> [Remark] {
        studio.subjects.flatMap { watched in
            watched.match.merging(watched.expect) { first, _ in first }.sorted { $0.key < $1.key }
                .filter { $0.value.text.map(ProfileLint.mayHoldKey) ?? false }
                .map { key, _ in
                    Remark(
                        .warning, "subject \(watched.subject)", "“\(key)” may hold a stream key",
                        advice: "move it under secrets: as env:NAME or file:PATH")
                }
        }
    }

    /// `rtmp://host/app/key`, `srt://host:port?streamid=…`, or a user's password in an address.
    private static func mayHoldKey(_ text: String) -> Bool {
        guard let scheme = text.firstRange(of: "://") else { return false }
        let rest = text[scheme.upperBound...]
        let isPush = ["rtmp", "rtmps", "srt", "rtsp", "whip"].contains(
            String(text[..<scheme.lowerBound]).lowercased())
        let isLocal = rest.hasPrefix("127.0.0.1") || rest.hasPrefix("localhost")
        return rest.contains("@")
            || (isPush && !isLocal && (rest.contains("?") || rest.split(separator: "/").count > 2))
    }

    private func translations(_ studio: Studio) -> [Remark] {
        studio.playbooks.flatMap { playbook in
            untranslated(playbook.title, "title", "playbook \(playbook.id)")
                + playbook.steps.flatMap { untranslated($0.text, "step", "playbook \(playbook.id)") }
        } + studio.attested.flatMap { untranslated($0.title, "title", "attested item \($0.id)") }
            + studio.rundown.flatMap { untranslated($0.title, "title", "cue \($0.id)") }
    }

    /// A sentence that is the same in both languages was written in one.
    private func untranslated(_ text: LocalizedText, _ part: String, _ about: String) -> [Remark] {
        guard text.en == text.zh else { return [] }
        let isChinese = text.en.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        return [
            Remark(
                .warning, about, "its \(part) has no \(isChinese ? "English" : "Chinese")",
                advice: "write { en: \"…\", zh: \"…\" }")
        ]
    }
}
