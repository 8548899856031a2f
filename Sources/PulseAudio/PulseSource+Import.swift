internal import CPulse

extension PulseSource {
    init(_ info: pa_source_info) {
        index = info.index
        name = text(info.name) ?? ""
        description = text(info.description) ?? name
        properties = texts(info.proplist)
        isMuted = info.mute != 0
        volumes = info.volume.decibels
        baseVolume = decibels(info.base_volume)
        flags = Flags(info.flags)
        state = State(info.state)
        rate = Int(info.sample_spec.rate)
        sampleFormat = text(pa_sample_format_to_string(info.sample_spec.format)) ?? "unknown"
        channels = info.channel_map.names
        ports = (0..<Int(info.n_ports)).compactMap { index in
            info.ports?[index].map { Port($0.pointee) }
        }
        activePort = info.active_port.flatMap { text($0.pointee.name) }
        monitorOf = text(info.monitor_of_sink_name)
    }
}

extension PulseSource.Port {
    init(_ info: pa_source_port_info) {
        let available = UInt32(bitPattern: info.available)
        self.init(
            name: text(info.name) ?? "", description: text(info.description) ?? "",
            isAvailable: available == PA_PORT_AVAILABLE_UNKNOWN.rawValue
                ? nil : available == PA_PORT_AVAILABLE_YES.rawValue)
    }
}

extension PulseSource.State {
    init(_ state: pa_source_state_t) {
        self =
            switch state {
            case PA_SOURCE_RUNNING: .running
            case PA_SOURCE_IDLE: .idle
            case PA_SOURCE_SUSPENDED: .suspended
            default: .unknown
            }
    }
}

extension PulseSource.Flags {
    init(_ flags: pa_source_flags_t) {
        self = []
        if flags.rawValue & PA_SOURCE_HARDWARE.rawValue != 0 { insert(.hardware) }
        if flags.rawValue & PA_SOURCE_HW_VOLUME_CTRL.rawValue != 0 { insert(.hardwareVolume) }
        if flags.rawValue & PA_SOURCE_HW_MUTE_CTRL.rawValue != 0 { insert(.hardwareMute) }
        if flags.rawValue & PA_SOURCE_DECIBEL_VOLUME.rawValue != 0 { insert(.decibels) }
    }
}

extension PulseSourceOutput {
    init(_ info: pa_source_output_info) {
        let properties = texts(info.proplist)
        self.init(
            index: info.index, source: info.source, name: text(info.name) ?? "a recording",
            application: properties["application.name"],
            processID: properties["application.process.id"].flatMap { Int32($0) },
            binary: properties["application.process.binary"],
            isMuted: info.mute != 0, isCorked: info.corked != 0, rate: Int(info.sample_spec.rate),
            // PA_INVALID_INDEX does not fit its own type.
            isServers: info.client == .max,
            isPeakMeter: text(info.resample_method) == "peaks")
    }
}

extension pa_cvolume {
    fileprivate var decibels: [Double] {
        withUnsafeBytes(of: values) { raw in
            let volumes = raw.assumingMemoryBound(to: pa_volume_t.self)
            return (0..<min(Int(channels), volumes.count)).map { PulseAudio.decibels(volumes[$0]) }
        }
    }
}

extension pa_channel_map {
    fileprivate var names: [String] {
        withUnsafeBytes(of: map) { raw in
            let positions = raw.assumingMemoryBound(to: pa_channel_position_t.self)
            return (0..<min(Int(channels), positions.count)).map {
                text(pa_channel_position_to_string(positions[$0])) ?? "channel-\($0)"
            }
        }
    }
}

/// A muted or zero volume is −infinity to the server; −144 dB says as much and stays a number.
private func decibels(_ volume: pa_volume_t) -> Double {
    max(pa_sw_volume_to_dB(volume), -144)
}

private func text(_ string: UnsafePointer<CChar>?) -> String? {
    string.map { String(cString: $0) }
}

private func texts(_ properties: OpaquePointer?) -> [String: String] {
    guard let properties else { return [:] }
    var result: [String: String] = [:]
    var position: UnsafeMutableRawPointer?
    while let key = pa_proplist_iterate(properties, &position) {
        result[String(cString: key)] = text(pa_proplist_gets(properties, key))
    }
    return result
}
