import StudioModel
import SystemCalls
import Video4Linux

/// Every control of a camera with its value, as it was read at one instant.
package struct ControlSheet: Sendable {
    /// A control and what it is set to; no value where the driver has none or refused to tell.
    package struct Entry: Hashable, Sendable {
        package var control: Control
        package var value: Int?
        /// What a menu calls its value.
        package var word: String?

        /// As a profile keeps it: a menu by its word, a switch by yes or no.
        package var plain: Value? {
            guard let value else { return nil }
            switch control.kind {
            case .flag: return .flag(value != 0)
            case .menu, .numberMenu: return .text(word ?? "\(value)")
            default: return .number(Double(value))
            }
        }

        private var wordNumber: Double? { control.kind == .numberMenu ? word.flatMap { Double($0) } : nil }

        /// Whether a profile's value means what is set.
        func agrees(with wanted: Value) -> Bool {
            guard let value else { return false }
            switch wanted {
            // A menu of numbers is known by its number, not by the place that has in the menu.
            case .number(let number): return number == (wordNumber ?? Double(value))
            case .flag(let flag): return flag == (value != 0)
            case .text(let text):
                return text.lowercased() == word?.lowercased() || Double(text) == Double(value)
            }
        }
    }

    package var entries: [Entry]

    /// - Parameter names: only these; nil reads all.
    package init(_ device: borrowing Device, only names: Set<String>? = nil) throws(SystemError) {
        entries = []
        for control in try device.controls() where names?.contains(control.name) ?? true {
            var entry = Entry(control: control)
            if control.isReadable {
                do throws(SystemError) {
                    let value = try device.value(of: control)
                    entry.value = value
                    if control.kind == .menu || control.kind == .numberMenu {
                        entry.word = device.entry(value, of: control)
                    }
                } catch {
                    // One that cannot be read leaves the others readable; a camera that is gone ends it.
                    if error.trouble == .gone { throw error }
                }
            }
            entries.append(entry)
        }
    }

    package init(_ entries: [Entry]) { self.entries = entries }

    package subscript(name: String) -> Entry? { entries.first { $0.control.name == name } }
    package subscript(id: UInt32) -> Entry? { entries.first { $0.control.id == id } }

    /// "brightness 128, auto_exposure Aperture Priority Mode": what has a value.
    package var text: String {
        entries.compactMap { entry in entry.plain.map { "\(entry.control.name) \($0)" } }
            .joined(separator: ", ")
    }

    /// What the profile wants and the camera is not set to, each in words; what nobody can set, is overruled now or
    /// moves by itself cannot drift.
    package func drift(from wanted: [String: Value]) -> [(name: String, words: String)] {
        wanted.sorted { $0.key < $1.key }.compactMap { name, value in
            guard let entry = self[name] else { return (name, "\(name) is not there") }
            let control = entry.control
            if control.isReadOnly || control.isInactive || control.isVolatile || entry.agrees(with: value) {
                return nil
            }
            return (name, "\(name) is \(entry.plain.map(\.description) ?? "unreadable") instead of \(value)")
        }
    }

    /// The number to write for a profile's value; nil when the control has no such entry.
    func number(for wanted: Value, of entry: Entry, on device: borrowing Device) -> Int? {
        switch wanted {
        case .flag(let flag): return flag ? 1 : 0
        case .number(let number):
            if entry.control.kind == .numberMenu {
                return self.number(for: .text(wanted.description), of: entry, on: device)
            }
            return Int(exactly: number.rounded())
        case .text(let text):
            if let number = Int(text), entry.control.kind != .numberMenu { return number }
            guard entry.control.kind == .menu || entry.control.kind == .numberMenu else { return nil }
            let range = max(0, entry.control.minimum)...max(0, min(entry.control.maximum, 256))
            return range.first { device.entry($0, of: entry.control)?.lowercased() == text.lowercased() }
        }
    }
}
