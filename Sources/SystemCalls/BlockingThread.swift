import CGNU
import Glibc

/// A thread of its own for calls that block: device calls never run on the concurrency pool.
package enum BlockingThread {
    /// Starts `body` on a new detached thread.
    /// - Parameter name: shown by `ps -L`; cut to 15 bytes, as the kernel does.
    package static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // 512 KiB serves every library used here, and keeps a probe of many threads small.
        pthread_attr_setstacksize(&attributes, 512 * 1024)
        let work = Unmanaged.passRetained(Work(name: name, body: body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { context in
                guard let context else { return nil }
                let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
                pthread_setname_np(pthread_self(), String(work.name.prefix(15)))
                work.body()
                return nil
            }, work.toOpaque())
        if code != 0 {
            work.release()
            throw SystemError(Errno(code), call: "pthread_create", object: name)
        }
    }

    private final class Work: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
