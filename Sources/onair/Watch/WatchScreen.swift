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

    /// Draws five times a second until `q`.
    func run() async throws {
        let terminal = try RawTerminal.take()
        var message: String?
        var asksToEnd = false
        // Keys mean the rows that the person saw, not those of the state that came since.
        var shown: [Incident] = []
        while !Task.isCancelled {
            for key in terminal.keys() {
                if key == "q" { return }
                if asksToEnd {
                    asksToEnd = false
                    message = key == "y" ? set(.end) : nil
                    continue
                }
                if key == "e" {
                    asksToEnd = true
                    message = say("End the show? y / n", "确定结束场次？y / n")
                    continue
                }
                message = press(key, shown) ?? message
            }
            let (columns, rows) = Terminal.size
            let state = monitor.state
            shown = state.incidents
            let screen = ScreenText(
                state: state, studio: studio, language: language, columns: columns, rows: rows,
                isColoured: Terminal.usesColour, message: message)
            terminal.draw(screen.lines)
            // Cancelled means the watch ends; the loop sees it.
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    /// - Returns: what happened, for the line above the keys.
    private func press(_ key: Character, _ shown: [Incident]) -> String? {
        switch key {
        case "r": return set(.rehearse)
        case "l": return set(.live)
        case "b": return set(.break)
        case "s": return set(.slate)
        default:
            guard let row = key.wholeNumberValue, shown.indices.contains(row - 1) else { return nil }
            return take(shown[row - 1])
        }
    }

    private func set(_ phase: Phase) -> String {
        write([.phaseChanged(phase: phase, output: nil, by: person)]) ?? phase.title[language]
    }

    private func take(_ incident: Incident) -> String {
        let desk = IncidentDesk(studio: studio, show: show, incidents: monitor.state.incidents)
        do {
            return write(try desk.acknowledge(incident.id, by: person))
                ?? say("\(person) takes incident \(incident.number)", "\(person) 接手事件 \(incident.number)")
        } catch {
            return error.line(language)
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
