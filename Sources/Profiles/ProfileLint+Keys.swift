import StudioModel

/// What a probe says that it reads of a subject.
package struct ProbeKeys: Hashable, Sendable {
    package var families: [String]
    package var match: [String]
    /// `nil` where the probe says nothing of it.
    package var expect: [String]?
    package var secrets: [String]?

    package init(families: [String], match: [String], expect: [String]?, secrets: [String]?) {
        self.families = families
        self.match = match
        self.expect = expect
        self.secrets = secrets
    }
}

extension ProfileLint {
    /// Keys of `match`, `expect` and `secrets` that nothing reads: a misspelt one would choose another device, or judge
    /// by no limit, and look green.
    package func unreadKeys(_ studio: Studio) -> [Remark] {
        studio.subjects.flatMap { watched -> [Remark] in
            let family = watched.subject.family
            guard let probe = probes.first(where: { $0.families.contains(family) }) else { return [] }
            let judged = (studio.rules + library).filter { $0.family == family }.flatMap(\.profileKeys)
            return unread(watched.match.keys, in: "match", probe.match, watched.subject)
                + (probe.expect.map {
                    unread(watched.expect.keys, in: "expect", $0 + judged, watched.subject)
                } ?? [])
                + (probe.secrets.map { unread(watched.secrets.keys, in: "secrets", $0, watched.subject) }
                    ?? [])
        }
    }

    private func unread(
        _ keys: some Sequence<String>, in part: String, _ known: [String], _ subject: Subject
    ) -> [Remark] {
        let known = Set(known).sorted()
        // `control.*` stands for every key that begins so.
        let beginnings = known.filter { $0.hasSuffix("*") }.map { $0.dropLast() }
        let unread = keys.filter { key in
            !known.contains(key) && !beginnings.contains { key.hasPrefix($0) && key.count > $0.count }
        }
        return unread.sorted().map { key in
            let list = known.joined(separator: ", ")
            return Remark(
                .error, "subject \(subject)",
                .init("nothing reads “\(key)” of \(part):", "没有程序读取 \(part): 的“\(key)”"),
                advice: EditDistance.nearest(to: key, among: known).map(ProfileError.meant)
                    ?? (known.isEmpty
                        ? .init("remove it", "删去它") : .init("it may be one of: \(list)", "可用：\(list)")))
        }
    }

    /// Subjects of a family that no probe reads.
    func unknownFamilies(_ studio: Studio) -> [Remark] {
        let families = Set(probes.flatMap(\.families)).sorted()
        guard !families.isEmpty else { return [] }
        return studio.subjects.filter { !families.contains($0.subject.family) }.map { watched in
            let list = families.joined(separator: ", ")
            return Remark(
                .error, "subject \(watched.subject)",
                .init(
                    "no probe reads the family “\(watched.subject.family)”",
                    "没有探测程序读取类别“\(watched.subject.family)”"),
                advice: EditDistance.nearest(to: watched.subject.family, among: families)
                    .map(ProfileError.meant)
                    ?? .init(
                        "install its probe; those that are there read: \(list)", "请安装其探测程序；现有的读取：\(list)"))
        }
    }

    /// What a rule reckons with must be a number.
    func wrongKinds(_ studio: Studio) -> [Remark] {
        studio.subjects.flatMap { watched in
            let numbers = Set(
                studio.rules.filter { $0.family == watched.subject.family }.flatMap(\.profileNumbers))
            return watched.expect.filter { numbers.contains($0.key) && $0.value.kind != .number }.keys
                .sorted()
                .map { key in
                    Remark(
                        .error, "subject \(watched.subject)",
                        .init("“\(key)” of expect: is no number", "expect: 的“\(key)”不是数字"),
                        advice: .init("write digits, as in 4500000", "写数字，如 4500000"))
                }
        }
    }
}

extension Rule {
    private var limits: [Limit] { [warn, fail].compactMap { $0 }.flatMap { $0.when.values } }

    /// The keys of `expect` that its limits name.
    fileprivate var profileKeys: [String] {
        limits.compactMap { limit in
            if case .reference(.profile, let key, _, _) = limit.operand { key } else { nil }
        }
    }

    /// Those of them that must be numbers.
    fileprivate var profileNumbers: [String] {
        limits.compactMap { limit in
            guard case .reference(.profile, let key, let factor, let offset) = limit.operand else {
                return nil
            }
            let isOrder = limit.comparison != .equal && limit.comparison != .notEqual
            return isOrder || factor != 1 || offset != 0 ? key : nil
        }
    }
}
