import ProbeProtocol
import StudioModel
import SystemCalls

/// Carries out captures and actions beside the sessions, each on a thread of its own, and answers each once.
struct RequestRunner: Sendable {
    let board: SessionBoard
    let writer: RecordWriter

    func capture(_ request: CaptureRequest) {
        answer(request.id, of: request.subject) { session in
            try session.capture(request)
            return nil
        }
    }

    func act(_ request: ActRequest) {
        answer(request.id, of: request.subject) { try $0.act(request) }
    }

    private func answer(
        _ id: Int, of subject: Subject, _ body: @escaping @Sendable (any ProbeSession) throws -> ActResult?
    ) {
        guard let session = board.session(of: subject) else {
            writer.write(.refused(id: id, reason: "\(subject) is not configured"))
            return
        }
        let writer = writer
        do {
            try BlockingThread.start("request") {
                do {
                    writer.write(.done(id: id, try body(session)))
                } catch {
                    writer.write(.refused(id: id, reason: "\(error)"))
                }
            }
        } catch {
            writer.write(.refused(id: id, reason: "\(error)"))
        }
    }
}
