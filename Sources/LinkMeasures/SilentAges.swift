extension SocketSample {
    /// Seconds since the far end last answered at all. It grows only while something is wrong, or while
    /// nothing is being sent: judge it together with `unackedBytes`. An ingest that stopped reading still
    /// answers window probes, so this stays small there; on a dead link it grows one second a second.
    package var acknowledgementAge: Double { Double(sinceAcknowledged) / 1000 }

    /// Seconds since the encoder's last payload left. With nothing left to send, the encoder has stalled.
    package var sendAge: Double { Double(sinceSent) / 1000 }
}
