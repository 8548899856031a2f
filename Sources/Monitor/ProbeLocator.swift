import SystemCalls

/// Finds probe programs: files named `onair-probe-*` that can be run. The desk knows no probe by name.
package struct ProbeLocator: Sendable {
    /// Searched in order; the first program of a name wins.
    package let folders: [String]

    package init(folders: [String]) {
        self.folders = folders
    }

    /// The usual places: the folders given by flag or environment, the folder of the running program, and
    /// `libexec/onair` beside its `bin`.
    ///
    /// - Parameters:
    ///   - given: folders a person named, searched first.
    ///   - program: the path of the running program.
    package static func usual(given: [String], program: String?) -> ProbeLocator {
        var folders = given
        if let program {
            let bin = Paths.folder(of: program)
            folders += [bin, bin + "/../libexec/onair"]
        }
        return ProbeLocator(folders: folders)
    }

    /// The path of every probe program, sorted by name.
    package func programs() -> [String] {
        var found: [String: String] = [:]
        for folder in folders {
            guard let names = try? Files.names(in: folder) else { continue }
            for name in names where ProbeLocator.isProbe(name) && found[name] == nil {
                let path = folder + "/" + name
                if Files.isExecutable(path) { found[name] = path }
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Build products such as `onair-probe-camera.product` share the prefix; a program's name has no dot.
    private static func isProbe(_ name: String) -> Bool {
        name.hasPrefix("onair-probe-") && !name.contains(".")
    }
}

/// Paths as text.
package enum Paths {
    /// Everything before the last `/`; `.` when there is none.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What follows the last `/`.
    package static func name(of path: String) -> String {
        String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    }
}
