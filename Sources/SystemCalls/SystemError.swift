/// What could not be done, to what, and why: the error every call to the system throws.
package struct SystemError: Error, Hashable, Sendable {
    package let errno: Errno
    /// The call's name, as in `open`.
    package let call: String
    /// What it was done to; never a secret.
    package let object: String?

    package init(_ errno: Errno, call: String, object: String? = nil) {
        self.errno = errno
        self.call = call
        self.object = object
    }
}

extension SystemError: CustomStringConvertible {
    package var description: String {
        "\(call)\(object.map { " \($0)" } ?? ""): \(errno) (\(errno.name))"
    }
}

/// The one door to libc: runs `body` again while a signal interrupts it, and reads errno once.
///
/// - Returns: the call's result, never negative.
@discardableResult
package func systemCall<Number: SignedInteger>(
    _ call: String, _ object: @autoclosure () -> String? = nil, _ body: () -> Number
) throws(SystemError) -> Number {
    while true {
        let result = body()
        if result >= 0 { return result }
        let error = Errno.current
        if error != .interrupted { throw SystemError(error, call: call, object: object()) }
    }
}
