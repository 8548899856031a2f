internal import CPulse

/// What a server's answers are collected in; its callbacks come one item a time.
private final class Collected<Item> {
    var items: [Item] = []
    var failed = false

    static func from(_ userdata: UnsafeMutableRawPointer?) -> Collected<Item>? {
        userdata.map { Unmanaged<Collected<Item>>.fromOpaque($0).takeUnretainedValue() }
    }
}

extension PulseConnection {
    /// Every source of the server, monitors included.
    package func sources() throws(PulseError) -> [PulseSource] {
        try collect("list its sources") { context, userdata in
            pa_context_get_source_info_list(
                context,
                { _, info, end, userdata in
                    let collected = Collected<PulseSource>.from(userdata)
                    if end < 0 { collected?.failed = true }
                    if end == 0, let info { collected?.items.append(PulseSource(info.pointee)) }
                }, userdata)
        }
    }

    /// Every program that records, with the source it records from.
    package func sourceOutputs() throws(PulseError) -> [PulseSourceOutput] {
        try collect("list its recordings") { context, userdata in
            pa_context_get_source_output_info_list(
                context,
                { _, info, end, userdata in
                    let collected = Collected<PulseSourceOutput>.from(userdata)
                    if end < 0 { collected?.failed = true }
                    if end == 0, let info { collected?.items.append(PulseSourceOutput(info.pointee)) }
                }, userdata)
        }
    }

    /// The name of the source a program gets that asks for none; nil when the server has none.
    package func defaultSource() throws(PulseError) -> String? {
        let names: [String] = try collect("name its default source") { context, userdata in
            pa_context_get_server_info(
                context,
                { _, info, userdata in
                    guard let name = info?.pointee.default_source_name else { return }
                    Collected<String>.from(userdata)?.items.append(String(cString: name))
                }, userdata)
        }
        return names.first
    }

    private func collect<Item>(
        _ what: String, _ ask: (OpaquePointer, UnsafeMutableRawPointer) -> OpaquePointer?
    ) throws(PulseError) -> [Item] {
        let collected = Collected<Item>()
        // The callbacks hold no reference: this one must last until the request is finished or cancelled.
        return try withExtendedLifetime(collected) { () throws(PulseError) in
            try finish(ask(loop.context, Unmanaged.passUnretained(collected).toOpaque()), what)
            if collected.failed { throw .refused(what: what, reason: loop.reason) }
            return collected.items
        }
    }
}
