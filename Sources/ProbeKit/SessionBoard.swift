import ProbeProtocol
import StudioModel
import Synchronization
import SystemCalls

/// The sessions of a probe: starts, stops and replaces them as the desk configures.
final class SessionBoard: Sendable {
    private let probe: any Probe
    private let writer: RecordWriter
    private let states: StateBook
    private let phase: SharedPhase
    private let purpose: Purpose
    private let slots = Mutex<[Subject: Slot]>([:])

    private struct Slot: Sendable {
        var configuration: SubjectConfiguration
        var mode: Mode
        var session: any ProbeSession
        var outlet: Outlet
    }

    init(probe: any Probe, writer: RecordWriter, states: StateBook, phase: SharedPhase, purpose: Purpose) {
        self.probe = probe
        self.writer = writer
        self.states = states
        self.phase = phase
        self.purpose = purpose
    }

    /// Replaces all subjects; a session whose configuration did not change goes on.
    func configure(_ configuration: Configuration) throws {
        let wanted = Dictionary(
            configuration.subjects.map { ($0.subject, $0) }, uniquingKeysWith: { _, newest in newest })
        try slots.withLock { slots in
            for (subject, slot) in slots
            where wanted[subject] != slot.configuration || configuration.mode != slot.mode {
                slot.outlet.requestStop()
                slots[subject] = nil
                states.forget(subject)
            }
            for subject in wanted.keys.sorted() where slots[subject] == nil {
                guard let configured = wanted[subject] else { continue }
                slots[subject] = try start(configured, configuration)
            }
        }
        states.keep(Set(wanted.keys))
    }

    private func start(_ configured: SubjectConfiguration, _ configuration: Configuration) throws -> Slot {
        let session = probe.makeSession(configured)
        let outlet = try Outlet(
            subject: configured.subject, mode: configuration.mode, purpose: purpose, writer: writer,
            states: states, phase: phase, seconds: configuration.seconds, needs: configuration.needs)
        let purpose = purpose
        try BlockingThread.start(configured.subject.name) {
            repeat {
                session.run(outlet)
            } while purpose == .watch && outlet.wait(seconds: 1)
            outlet.markEnded()
        }
        return Slot(configuration: configured, mode: configuration.mode, session: session, outlet: outlet)
    }

    /// The subjects whose sessions do not get on.
    func stuck(at instant: Instant) -> [Subject] {
        slots.withLock { slots in slots.filter { $0.value.outlet.isStuck(at: instant) }.keys.sorted() }
    }

    /// The subjects whose sessions have not returned.
    var running: [Subject] {
        slots.withLock { slots in slots.filter { !$0.value.outlet.hasEnded }.keys.sorted() }
    }

    func stopAll() {
        slots.withLock { slots in
            for slot in slots.values { slot.outlet.requestStop() }
        }
    }

    func session(of subject: Subject) -> (any ProbeSession)? {
        slots.withLock { $0[subject]?.session }
    }
}
