import Glibc

/// The process's environment, one variable at a time.
package enum EnvironmentVariable {
    /// The variable's value; `nil` when it is not set.
    package static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
