import Glibc

/// The process's environment, one variable at a time.
package enum EnvironmentVariable {
    /// The variable's value; `nil` when it is not set.
    package static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The variable's value; `nil` also when it is empty, as a script leaves one that it could not fill.
    package static func given(_ name: String) -> String? {
        value(name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
