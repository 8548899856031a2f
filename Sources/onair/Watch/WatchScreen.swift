import Desk
import Journal
import Monitor
import StudioModel

/// The live terminal view. It judges nothing: it draws the monitor's state, and writes what keys say to the journal.
/// It never rings a bell: the studio is on air.
struct WatchScreen: Sendable {
    let monitor: LiveMonitor
    let journal: Journal
    let show: String
    /// With the probes as subjects.
    let studio: Studio
    let person: String
    let language: Language

    /// Draws twenty times a second, as often as levels come, until `q`.
    func run() async throws {
        var terminal = try RawTerminal.take()
        var message: String?
        var keys = WatchKeys()
        // Keys mean what the person saw, not the state that came since.
        var shown = monitor.state
        while !Task.isCancelled {
            for key in terminal.keys() {
                guard let deed = keys.press(key, shown) else { continue }
                if deed == .quit { return }
                message = carryOut(deed)
            }
            let (columns, rows) = Terminal.size
            shown = monitor.state.with(levels: monitor.levels)
            let screen = ScreenText(
                state: shown, studio: studio, language: language, columns: columns, rows: rows,
                isColoured: Terminal.usesColour, message: message, question: keys.question?[language])
            terminal.draw(screen.lines, size: (columns, rows))
            // Cancelled means the watch ends; the loop sees it.
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    /// - Returns: what happened, for the line above the keys.
    private func carryOut(_ deed: WatchKeys.Deed) -> String? {
        switch deed {
        case .quit: nil
        case .say(let words): words[language]
        case .phase(let phase):
            write([.phaseChanged(phase: phase, output: nil, by: person)]) ?? phase.title[language]
        case .newShow(let phase): begin(phase)
        case .take(let incident):
            act(
                say("\(person) takes incident \(incident.number)", "\(person) 接手事件 \(incident.number)")
            ) { desk throws(DeskError) in try desk.acknowledge(incident.id, by: person) }
        case .done(let next):
            act(
                say("Done: \(next.step.text.en)", "已完成：\(next.step.text.zh)")
            ) { desk throws(DeskError) in
                try desk.stepDone(next.incident.id, step: next.number, by: person)
            }
        case .skip(let next):
            act(
                say("Skipped: \(next.step.text.en)", "已跳过：\(next.step.text.zh)")
            ) { desk throws(DeskError) in
                try desk.stepSkipped(
                    next.incident.id, step: next.number, by: person,
                    reason: say("skipped in the watch view", "在监看界面跳过"))
            }
        }
    }

    /// What a person does with an incident, checked by the desk before it is written.
    private func act(_ words: String, _ body: (IncidentDesk) throws(DeskError) -> [StudioEvent]) -> String {
        let desk = IncidentDesk(studio: studio, show: show, incidents: monitor.state.incidents)
        do {
            return write(try body(desk)) ?? words
        } catch {
            return error.line(language)
        }
    }

    /// Opens a new show, as the command line does; the watch goes over to it.
    private func begin(_ phase: Phase) -> String {
        do {
            let open = try OpenShow.start(in: journal, studio: studio)
            try journal.append([.phaseChanged(phase: phase, output: nil, by: person)], show: open.show)
            return say("New show: ", "新的一场：") + phase.title[language]
        } catch {
            return Failure.line(error)
        }
    }

    /// - Returns: why it could not be written.
    private func write(_ events: [StudioEvent]) -> String? {
        do {
            try journal.append(events, show: show)
            return nil
        } catch {
            return error.line(language)
        }
    }

    private func say(_ english: String, _ chinese: String) -> String {
        language == .chinese ? chinese : english
    }
}
