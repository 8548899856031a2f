import ArgumentParser
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
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let journal = try surroundings.journal(of: studio)
        let now = journal.clock.wall()
        guard let end = WallTime(until: until, from: now) else {
            throw ValidationError("“\(until)” is no time; write 2026-03-08T20:00:00Z, 90min or 4h")
        }
        guard end > now else { throw ValidationError("\(IncidentText.day(end)) has passed; a waiver ends in the future") }
        let id = String(address.prefix { $0 != "@" })
        let known = Set(studio.rules.map(\.id)).union(studio.attested.map(\.id))
        guard known.contains(id) else {
            throw Failure.Sentence(
                "there is no finding “\(id)”", advice: "Use the id that `onair check` prints.",
                code: EX_DATAERR)
        }
        if let at = address.firstIndex(of: "@") {
            let subject = String(address[address.index(after: at)...])
            guard studio.subjects.contains(where: { $0.subject.rawValue == subject }) else {
                throw Failure.Sentence(
                    "this studio has no subject “\(subject)”",
                    advice: "It has: \(studio.subjects.map(\.subject.rawValue).joined(separator: ", "))",
                    code: EX_DATAERR)
            }
        }
        try expectFault(in: journal)
        let show = try OpenShow.findOrStart(in: journal, studio: studio)
        try journal.append(
            .waived(address: address, waiver: Waiver(by: name, until: end, reason: reason)), show: show.show)
        Terminal.standardOutput(
            surroundings.language == .chinese
                ? "\(address) 由 \(name) 豁免至 \(IncidentText.day(end))"
                : "\(address) waived by \(name) until \(IncidentText.day(end))")
    }

    /// What passed has nothing to answer for; a waiver beside it would only hide the day it fails.
    private func expectFault(in journal: Journal) throws {
        guard try journal.openShow() != nil, let check = try OpenShow.find(in: journal).record.lastCheck else { return }
        let found = check.summary.findings.filter { $0.address == address || $0.id == address }
        guard !found.isEmpty, found.allSatisfy({ $0.verdict == .pass }) else { return }
        throw Failure.Sentence(
            "“\(address)” passed at the last check, at \(IncidentText.clock(check.at))",
            advice: "There is nothing to waive; check again when it fails.", code: EX_DATAERR)
    }
}
