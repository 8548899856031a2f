internal import Glibc
package import SystemCalls

/// One recording device of a card: a PCM in capture direction.
package struct ALSACaptureDevice: Hashable, Sendable {
    package var card: Int
    package var device: Int
    package var name: String

    package init(card: Int, device: Int, name: String) {
        self.card = card
        self.device = device
        self.name = name
    }

    /// All of them, in the kernel's order.
    package static func all(_ roots: Roots = .system) -> [ALSACaptureDevice] {
        (try? Files.text(roots.proc + "/asound/pcm")).map(parse) ?? []
    }

    /// Reads `/proc/asound/pcm`: `01-00: USB Audio : USB Audio : playback 1 : capture 1`.
    package static func parse(_ text: String) -> [ALSACaptureDevice] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.ranges(of: ": ").reduce(into: [line.startIndex]) { $0.append($1.upperBound) }
            let parts = fields.enumerated().map { index, start in
                line[start..<(index + 1 < fields.count ? fields[index + 1] : line.endIndex)]
            }.map { String($0.trimmed).trimmingColon }
            guard parts.count >= 2, parts.contains(where: { $0.hasPrefix("capture ") }) else { return nil }
            let numbers = parts[0].split(separator: "-").compactMap { Int($0) }
            guard numbers.count == 2 else { return nil }
            return ALSACaptureDevice(card: numbers[0], device: numbers[1], name: parts[1])
        }
    }

    /// Who records from it now.
    package func holders(_ roots: Roots = .system) -> CaptureHolders {
        var found: [RunningProcess] = []
        let all = substreams(roots)
        var isHidden = all.isEmpty
        for substream in all {
            do throws(SystemError) {
                let text = try Files.text("\(folder(roots))/\(substream)/status")
                guard let owner = Self.owner(inStatus: text) else { continue }
                found.append(.of(thread: owner, proc: roots.proc))
            } catch {
                isHidden = true
            }
        }
        return found.isEmpty && isHidden ? .hidden : .seen(found)
    }

    func folder(_ roots: Roots) -> String { "\(roots.proc)/asound/card\(card)/pcm\(device)c" }

    func substreams(_ roots: Roots) -> [String] {
        ((try? Files.names(in: folder(roots))) ?? []).filter { $0.hasPrefix("sub") }
    }

    /// Whether the card is there and this user may not open it. Asked of its controls, which everybody may open at
    /// once, because opening the device itself would take it from others.
    package func isDenied(_ roots: Roots = .system) -> Bool {
        do throws(SystemError) {
            let controls = try OwnedDescriptor.open("\(roots.dev)/snd/controlC\(card)", flags: O_RDONLY)
            return controls.number < 0
        } catch {
            return error.errno == .accessDenied || error.errno == .notPermitted
        }
    }

    /// `owner_pid   : 1234` of a substream's status, the thread that opened it; a free one says only `closed`.
    package static func owner(inStatus text: String) -> Int? {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].trimmed == "owner_pid" { return Int(parts[1].trimmed) }
        }
        return nil
    }
}

extension String {
    /// Fields of `/proc/asound/pcm` end in ` :` when cut at `: `.
    fileprivate var trimmingColon: String {
        hasSuffix(":") ? String(dropLast().trimmed) : self
    }
}
