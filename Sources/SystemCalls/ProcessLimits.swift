import Glibc

/// What the system lets this process have (`ulimit`).
package enum ProcessLimits {
    /// A limit that is lower than what is needed.
    package struct Shortage: Hashable, Sendable {
        /// As `ulimit` names it.
        package let option: String
        package let allowed: UInt64
        package let needed: UInt64
    }

    /// Raises the number of files that may be open to what the administrator allows, at most 4096.
    package static func raiseOpenFiles() {
        guard var limit = limit(RLIMIT_NOFILE) else { return }
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 4096))
        _ = setrlimit(.init(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// The first limit that `processes` child processes would run into; `nil` when there is room.
    ///
    /// A child has three pipes here, and the program some forty files of its own; a Swift program reserves more address
    /// space than it uses. Root is not bound by the number of processes.
    package static func shortage(processes: Int) -> Shortage? {
        let children = UInt64(max(0, processes))
        let needs: [(option: String, kind: __rlimit_resource, needed: UInt64)] = [
            ("-n", RLIMIT_NOFILE, 48 + 8 * children), ("-v", RLIMIT_AS, 1 << 30),
            ("-u", __RLIMIT_NPROC, User.isRoot ? 0 : 32 + 8 * children),
        ]
        for need in needs {
            guard let allowed = limit(need.kind)?.rlim_cur, allowed < need.needed else { continue }
            let unit: UInt64 = need.option == "-v" ? 1024 : 1
            return Shortage(option: need.option, allowed: UInt64(allowed) / unit, needed: need.needed / unit)
        }
        return nil
    }

    private static func limit(_ kind: __rlimit_resource) -> rlimit? {
        var limit = rlimit()
        return getrlimit(.init(kind.rawValue), &limit) == 0 ? limit : nil
    }
}
