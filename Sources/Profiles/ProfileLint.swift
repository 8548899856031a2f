import StudioModel

/// What a profile that can be read still gets wrong: `onair profile lint`.
package struct ProfileLint: Sendable {
    /// Every metric that a probe describes, with its unit. Empty when no probe was asked.
    private let catalogue: [Metric: String]
    /// Ids of rules that exist, though this studio leaves some out.
    private let shipped: Set<String>

    /// What the probes that are there read. Empty when none was asked.
    let probes: [ProbeKeys]
    /// The shipped rules: what they name is no slip, though this studio leaves some out.
    let library: [Rule]

    package init(catalogue: [Metric: String], library: ProfileLibrary, probes: [ProbeKeys] = []) {
        self.catalogue = catalogue
        self.probes = probes
        self.library = library.rules
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

            fileprivate var chinese: String {
                switch self {
                case .error: "错误"
                case .warning: "警告"
                case .note: "提示"
                }
            }
        }

        package var kind: Kind
        /// What it is about, as `rule camera.fps.low`.
        package var about: String
        package var sentence: LocalizedText
        package var advice: LocalizedText

        package init(_ kind: Kind, _ about: String, _ sentence: LocalizedText, advice: LocalizedText) {
            self.kind = kind
            self.about = about
            self.sentence = sentence
            self.advice = advice
        }

        package var description: String { line(.english) }

        package func line(_ language: Language) -> String {
            guard language == .chinese else {
                return "\(kind.rawValue): \(about): \(sentence.en); \(advice.en)"
            }
            return "\(kind.chinese)：\(about)：\(sentence.zh)；\(advice.zh)"
        }
    }

    /// Every remark on a studio: errors first, then in the order of the profile.
    package func remarks(on studio: Studio) -> [Remark] {
        let all =
            studio.rules.flatMap { metrics(of: $0) + yields(of: $0, in: studio) + texts(of: $0) }
            + cycles(studio) + references(studio) + roles(studio) + playbooks(studio) + keys(studio)
            + translations(studio) + unreadKeys(studio) + unknownFamilies(studio) + wrongKinds(studio)
        return Remark.Kind.allCases.flatMap { kind in all.filter { $0.kind == kind } }
    }

    private func metrics(of rule: Rule) -> [Remark] {
        guard !catalogue.isEmpty else { return [] }
        return rule.metrics.sorted().filter { catalogue[$0] == nil }.map { metric in
            let nearest = EditDistance.nearest(to: metric.rawValue, among: catalogue.keys.map(\.rawValue))
            return Remark(
                .error, "rule \(rule.id)", .init("no probe measures “\(metric)”", "没有探测程序测量“\(metric)”"),
                advice: nearest.map(ProfileError.meant)
                    ?? .init(
                        "`onair-probe-FAMILY describe` lists what is measured",
                        "`onair-probe-FAMILY describe` 列出可测量的指标"))
        }
    }

    private func yields(of rule: Rule, in studio: Studio) -> [Remark] {
        let ids = Set(studio.rules.map(\.id)).union(shipped)
        return rule.yieldsTo.filter { !ids.contains($0) }.map { other in
            Remark(
                .error, "rule \(rule.id)",
                .init("it yields to “\(other)”, which is no rule", "让位于“\(other)”，但没有这条规则"),
                advice: EditDistance.nearest(to: other, among: ids).map(ProfileError.meant)
                    ?? .init("remove it", "删去它"))
        }
    }

    private func texts(of rule: Rule) -> [Remark] {
        let about = "rule \(rule.id)"
        var remarks = untranslated(rule.title, "title", about) + untranslated(rule.advice, "advice", about)
        if rule.source.isEmpty {
            remarks.append(
                Remark(
                    .warning, about, .init("its numbers have no source", "数值没有来源"),
                    advice: .init("say where they come from under source:", "在 source: 下写明来源")))
        }
        return remarks
    }

    private func cycles(_ studio: Studio) -> [Remark] {
        Cycle.all(in: Cycle.yields(studio.rules)).map { cycle in
            let circle = cycle.joined(separator: " → ")
            return Remark(
                .error, "rule \(cycle[0])",
                .init("yields-to runs in a circle: \(circle)", "yields-to 成环：\(circle)"),
                advice: .init("remove one of these", "去掉其中一个"))
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
                    .note, "rule \(rule.id)",
                    .init(
                        "no \(rule.family) says \(name), so it is not judged",
                        "没有 \(rule.family) 给出 \(name)，故不判断"),
                    advice: name.hasPrefix("profile")
                        ? .init("set it under expect: of the subject", "在对象的 expect: 下设置")
                        : .init("learn it from the good rig with `onair learn`", "用 `onair learn` 从状态良好的设备学习")
                )
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
                .warning, "role \(role)", .init("nobody holds it", "无人担任"),
                advice: person.map {
                    .init("\($0) is asked in its place; staff it under people:", "由 \($0) 代替；请在 people: 下安排")
                }
                    ?? .init(
                        "name at least a technician and a lead under people:", "请在 people: 下至少写明技术支持和项目总负责人"))
        }
    }

    private func playbooks(_ studio: Studio) -> [Remark] {
        let known = Set(studio.playbooks.map(\.id))
        let ownerless = studio.playbooks.flatMap { playbook in
            playbook.steps.enumerated().filter { $0.element.owner.isEmpty }.map { index, _ in
                Remark(
                    .warning, "playbook \(playbook.id)",
                    .init("step \(index + 1) has no owner", "第 \(index + 1) 步没有负责角色"),
                    advice: .init("name a role; until then it is the technician's", "写明角色；在此之前归技术支持"))
            }
        }
        let missing = studio.rules.filter { rule in rule.playbook.map { !known.contains($0) } ?? false }.map {
            rule in
            Remark(
                .warning, "rule \(rule.id)",
                .init(
                    "its playbook \(rule.playbook ?? "") is not among this studio's",
                    "其预案 \(rule.playbook ?? "") 不在本直播间中"),
                advice: .init("add it under playbooks:", "在 playbooks: 下添加"))
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
                        .warning, "subject \(watched.subject)",
                        .init("“\(key)” may hold a stream key", "“\(key)”可能含有推流密钥"),
                        advice: .init(
                            "move it under secrets: as env:NAME or file:PATH",
                            "移到 secrets: 下，写成 env:NAME 或 file:PATH"))
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
                .warning, about,
                .init(
                    "its \(part) has no \(isChinese ? "English" : "Chinese")",
                    "\(part) 缺少\(isChinese ? "英文" : "中文")"),
                advice: .init("write { en: \"…\", zh: \"…\" }", "写成 { en: \"…\", zh: \"…\" }"))
        ]
    }
}
