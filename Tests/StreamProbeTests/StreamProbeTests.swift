import Testing

/// Tests that run the built probe, real servers and real encoders. One at a time: they share the machine's
/// cores, and what they measure is time.
@Suite(.serialized) enum StreamProbeTests {}
