import FoundationEssentials
import StudioModel
import SystemCalls

/// The files kept as evidence, beside the journal: a folder an incident, bounded in size and age. The journal holds
/// each file's hash, so that a file that was changed is known, and one that was pruned is known to have been.
package struct EvidenceFolder: Sendable {
    /// What became of a file since it was kept.
    package enum State: String, Codable, Sendable {
        case whole
        case altered
        /// Pruned, or removed by somebody.
        case gone
    }

    /// How much is kept.
    package struct Limits: Sendable {
        /// All files together; the oldest incidents go first.
        package var bytes: Int64 = 256 << 20
        /// One file. A picture is below 1 MB, ten seconds of sound are.
        package var fileBytes = 8 << 20
        package var days = 90.0

        package init() {}
    }

    package let path: String
    private let limits: Limits

    /// - Parameter folder: the journal's.
    package init(folder: String, limits: Limits = Limits()) {
        path = folder + "/evidence"
        self.limits = limits
    }

    /// Where a file of an incident is to be written; makes the folder.
    package func place(for name: String, of incident: String) throws(JournalError) -> String {
        do {
            try Folders.make(path + "/" + incident)
            return path + "/" + incident + "/" + name
        } catch {
            throw .system(error, path: path)
        }
    }

    /// Writes a file of our own and takes it in.
    package func keep(
        _ bytes: [UInt8], name: String, of incident: String, subject: Subject, kind: String,
        note: String? = nil
    ) throws(JournalError) -> EvidenceItem {
        let place = try place(for: name, of: incident)
        do {
            try Data(bytes).write(to: URL(filePath: place), options: .atomic)
        } catch {
            throw .inputOutput(place, "\(error)")
        }
        return try take(name, of: incident, subject: subject, kind: kind, note: note)
    }

    /// Takes in a file that is in its place: only its owner may read it from now on.
    package func take(
        _ name: String, of incident: String, subject: Subject, kind: String, note: String? = nil
    ) throws(JournalError) -> EvidenceItem {
        let file = incident + "/" + name
        let place = path + "/" + file
        do {
            let bytes = try Files.bytes(place, limit: limits.fileBytes + 1)
            guard bytes.count <= limits.fileBytes else {
                try FileManager.default.removeItem(atPath: place)
                return EvidenceItem(
                    subject: subject, kind: kind, file: nil,
                    note: "more than \(limits.fileBytes >> 20) MB: not kept")
            }
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place)
            return EvidenceItem(
                subject: subject, kind: kind, file: file, bytes: bytes.count,
                sha256: Fingerprint.text(bytes: bytes), note: note)
        } catch let error as SystemError {
            throw .system(error, path: place)
        } catch {
            throw .inputOutput(place, "\(error)")
        }
    }

    /// Whether a file is what it was.
    package func state(of item: EvidenceItem) -> State {
        guard let bytes = contents(of: item) else { return .gone }
        return Fingerprint.text(bytes: bytes) == item.sha256 ? .whole : .altered
    }

    /// A file's bytes, whatever they are now; `nil` when it is gone.
    package func contents(of item: EvidenceItem) -> [UInt8]? {
        guard let file = item.file, !file.contains("..") else { return nil }
        return try? Files.bytes(path + "/" + file, limit: limits.fileBytes + 1)
    }

    /// Removes what is too old, then the oldest incidents until what is left fits. The ids of incidents sort by time.
    package func prune(now: WallTime) {
        let files = FileManager.default
        var kept = ((try? Files.names(in: path)) ?? []).map { name in (name: name, bytes: size(of: name)) }
        let oldest = now.advanced(by: -limits.days * 86_400)
        while let first = kept.first {
            let isOld = (WallTime(ofIncident: first.name) ?? now) < oldest
            guard isOld || kept.reduce(0, { $0 + $1.bytes }) > limits.bytes else { return }
            // What cannot be removed now is tried again with the next incident.
            try? files.removeItem(atPath: path + "/" + first.name)
            kept.removeFirst()
        }
    }

    private func size(of incident: String) -> Int64 {
        let folder = path + "/" + incident
        return ((try? Files.names(in: folder)) ?? []).reduce(0) { sum, name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            return sum + ((attributes?[.size] as? Int).map(Int64.init) ?? 0)
        }
    }
}

extension WallTime {
    /// The time of an incident's id: the first ten of its letters, base 32.
    init?(ofIncident id: String) {
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let digits = id.prefix(10).compactMap { letters.firstIndex(of: $0) }
        guard digits.count == 10 else { return nil }
        self.init(milliseconds: digits.reduce(0) { $0 << 5 | Int64($1) })
    }
}
