import Glibc
import Profiles

/// Which exit code a problem with a profile gives: it is missing, cannot be read, or is wrong.
enum ProfileExit {
    static func code(of error: ProfileError) -> Int32 {
        switch error.code {
        case .missing, .directory: EX_NOINPUT
        case .unreadable, .secretExposed: EX_NOPERM
        case .secretMissing: EX_CONFIG
        default: EX_DATAERR
        }
    }
}
