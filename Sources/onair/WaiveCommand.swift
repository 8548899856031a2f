import ArgumentParser
import Checklist
import Glibc
import Journal
import StudioModel

/// `onair waive`: somebody takes a finding upon himself until a time. A waiver is never a pass.
struct WaiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "Take a finding upon yourself until a time; it stays what it is.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The finding, as check prints it: id, or id@subject.") var address: String
    @Option(name: .customLong("by"), help: "Who answers for it.") var name: String
    @Option(help: "Until when: 2026-03-08T20:00:00Z, or a time from now as in 90min, 4h.") var until: String
    @Option(help: "Why.") var reason: String?

    func run() throws {
        guard !name.allSatisfy(\.isWhitespace) else {
            throw Failure.Sentence.usage(
                .init("a waiver needs somebody who answers for it", "豁免须有责任人"),
                .init("Name him or her with --by.", "请用 --by 写明姓名。"))
        }
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let journal = try surroundings.journal(of: studio)
        let now = journal.clock.wall()
        guard let end = WallTime(until: until, from: now) else {
            throw Failure.Sentence.usage(
                .init("“\(until)” is no time", "“\(until)”不是时间"),
                .init("Write 2026-03-08T20:00:00Z, 90min or 4h.", "请写成 2026-03-08T20:00:00Z、90min 或 4h。"))
        }
        guard end > now else {
            throw Failure.Sentence.usage(
                .init("\(IncidentText.day(end)) has passed", "\(IncidentText.day(end)) 已过去"),
                .init("A waiver ends in the future.", "豁免的期限须在将来。"))
        }
        guard end <= now.advanced(by: WallTime.longestWaiver) else {
            throw Failure.Sentence.usage(
                .init("\(end) is more than a year away", "\(end) 距今超过一年"),
                .init("A waiver lasts a year at most; say it anew then.", "豁免最长一年，到期后请重新豁免。"))
        }
        let id = String(address.prefix { $0 != "@" })
        let known = Set(studio.rules.map(\.id)).union(studio.attested.map(\.id)).union([
            Checklist.undatedID
        ])
        guard known.contains(id) else {
            throw Failure.Sentence(
                .init("there is no finding “\(id)”", "没有检查结果“\(id)”"),
                advice: .init("Use the id that `onair check` prints.", "请使用 `onair check` 给出的编号。"),
                code: EX_DATAERR)
        }
        if let at = address.firstIndex(of: "@") {
            let subject = String(address[address.index(after: at)...])
            let known = studio.subjects.map(\.subject.rawValue).joined(separator: ", ")
            guard studio.subjects.contains(where: { $0.subject.rawValue == subject }) else {
                throw Failure.Sentence(
                    .init("this studio has no subject “\(subject)”", "本直播间没有对象“\(subject)”"),
                    advice: .init("It has: \(known).", "已有：\(known)。"),
                    code: EX_DATAERR)
            }
        }
        try expectFault(in: journal)
        let show = try OpenShow.findOrStart(in: journal, studio: studio)
        try journal.append(
            .waived(address: address, waiver: Waiver(by: name, until: end, reason: reason)), show: show.show)
        show.sayIfNew(surroundings.language)
        Terminal.line(
            surroundings.language == .chinese
                ? "\(address) 由 \(name) 豁免至 \(IncidentText.day(end))"
                : "\(address) waived by \(name) until \(IncidentText.day(end))")
    }

    /// What passed has nothing to answer for; a waiver beside it would only hide the day it fails.
    private func expectFault(in journal: Journal) throws {
        guard try journal.openShow() != nil, let check = try OpenShow.find(in: journal).record.lastCheck
        else { return }
        let found = check.summary.findings.filter { $0.address == address || $0.id == address }
        guard !found.isEmpty, found.allSatisfy({ $0.verdict == .pass }) else { return }
        throw Failure.Sentence(
            .init(
                "“\(address)” passed at the last check, at \(IncidentText.day(check.at))",
                "“\(address)”在 \(IncidentText.day(check.at)) 的检查中已通过"),
            advice: .init("There is nothing to waive; check again when it fails.", "无需豁免；失败时请重新检查。"),
            code: EX_DATAERR)
    }
}
