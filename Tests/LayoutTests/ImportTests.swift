import TestSupport
import Testing

/// Who may import whom: docs/architecture.md draws it, this table says it, and the sources keep it.
@Suite struct ImportTests {
    /// Part of the system or of Swift, open to all but those that must stay small.
    static let system: Set<String> = ["Foundation", "FoundationEssentials", "Glibc", "Synchronization"]

    /// Measures: pure, they know nothing but numbers.
    static let measures: Set<String> = ["PictureMeasures", "SoundMeasures", "StreamMeasures", "LinkMeasures"]

    /// Each wrapper, the one C module it opens, and what else it stands on.
    static let wrappers: [String: (module: String, others: Set<String>)] = [
        "SystemCalls": ("CGNU", []), "KernelClock": ("CTimex", []), "Netlink": ("CLinux", ["SystemCalls"]),
        "Video4Linux": ("CVideo4Linux", ["SystemCalls"]), "JPEG": ("CTurboJPEG", []),
        "ALSA": ("CALSA", ["SystemCalls"]), "PulseAudio": ("CPulse", []),
        "Loudness": ("CEBUR128", ["SoundMeasures"]), "FFmpeg": ("CFFmpeg", ["Redaction"]),
        "Compression": ("CZstd", []),
    ]

    /// Everything else under Sources: what of ours and of others it may import.
    static let product: [String: Set<String>] = [
        "StudioModel": [],
        "Redaction": [],
        "ProbeProtocol": ["StudioModel"],
        "ProbeKit": ["ProbeProtocol", "StudioModel", "SystemCalls"],
        "AlarmEngine": ["StudioModel"],
        "Checklist": ["StudioModel"],
        "Profiles": ["StudioModel", "Yams"],
        "Journal": ["Compression", "StudioModel", "SystemCalls", "Crypto", "GRDB"],
        "Desk": ["AlarmEngine", "Checklist", "StudioModel"],
        "Review": ["AlarmEngine", "Checklist", "Desk", "Journal", "StudioModel"],
        "ControlRoom": ["AlarmEngine", "Checklist", "Desk", "Journal", "Monitor", "StudioModel"],
        "Monitor": [
            "AlarmEngine", "Checklist", "Desk", "Journal", "ProbeProtocol", "Redaction", "StudioModel",
            "SystemCalls", "Logging", "Subprocess", "SystemPackage",
        ],
        "onair": [
            "AlarmEngine", "Checklist", "ControlRoom", "DemoStudio", "Desk", "Interruption", "Journal",
            "Monitor", "ProbeProtocol", "Profiles", "Redaction", "Review", "StudioModel", "SystemCalls",
            "ArgumentParser", "Logging", "Subprocess", "SystemPackage", "UnixSignals",
        ],
        // How a signal ends a program, and the studio of the demo and the bench.
        "Interruption": ["UnixSignals"],
        "DemoStudio": ["Monitor", "StudioModel", "SystemCalls", "Subprocess", "SystemPackage"],
    ]

    /// What every probe may import beside wrappers and measures.
    static let probeKit: Set<String> = ["ProbeKit", "ProbeProtocol", "StudioModel", "SystemCalls"]

    private func imports(of folder: String) throws -> [String: [String]] {
        var found: [String: [String]] = [:]
        for file in try SourceTree.files(under: folder) {
            for match in try SourceTree.text(file).matches(
                of:
                    /(?m)^(?:(?:@\w+|package|internal|private|fileprivate|public)\s+)*import\s+(?:(?:struct|class|enum|func|protocol|var|let|typealias)\s+)?(\w+)/
            ) {
                found[String(match.1), default: []].append(file)
            }
        }
        return found
    }

    private func expect(_ folder: String, importsOnly allowed: Set<String>) throws {
        let wrong = try imports(of: folder).filter { !allowed.contains($0.key) }
        #expect(wrong.isEmpty, "\(folder) must not import \(wrong)")
    }

    @Test func `every target of Sources has its place in the table`() throws {
        let known = Self.measures.union(Self.wrappers.keys).union(Self.product.keys).union(["CLibraries"])
        #expect(try SourceTree.names(in: "Sources").filter { !known.contains($0) } == [])
    }

    @Test(arguments: measures.sorted()) func `a measure imports nothing of the product`(target: String) throws
    {
        try expect("Sources/\(target)", importsOnly: Self.system)
    }

    @Test(arguments: wrappers.keys.sorted())
    func `a wrapper opens its own C module and knows nothing of the product`(target: String) throws {
        let wrapper = try #require(Self.wrappers[target])
        try expect(
            "Sources/\(target)", importsOnly: Self.system.union(wrapper.others).union([wrapper.module]))
        #expect(try imports(of: "Sources/\(target)")[wrapper.module] != nil)
    }

    @Test func `every C module has exactly one importer`() throws {
        let modules = try SourceTree.names(in: "Sources/CLibraries")
        #expect(modules == Self.wrappers.values.map(\.module).sorted())
        let everywhere = try imports(of: "Sources").merging(imports(of: "probes")) { $0 + $1 }
        for (target, wrapper) in Self.wrappers {
            let strangers = everywhere[wrapper.module, default: []].filter {
                !$0.hasPrefix("Sources/\(target)/")
            }
            #expect(strangers == [])
        }
    }

    @Test(arguments: product.keys.sorted()) func `a target imports only what lies below it`(target: String)
        throws
    {
        guard try SourceTree.names(in: "Sources").contains(target) else { return }
        let allowed = try #require(Self.product[target])
        try expect("Sources/\(target)", importsOnly: Self.system.union(allowed))
    }

    @Test func `a probe imports the kit, the words, wrappers and measures, and nothing of the desk`() throws {
        let allowed = Self.system.union(Self.probeKit).union(Self.wrappers.keys).union(Self.measures)
        let probes = try SourceTree.names(in: "probes")
        #expect(!probes.isEmpty)
        for probe in probes { try expect("probes/\(probe)", importsOnly: allowed) }
    }

    @Test func `what a probe links leaves the large Foundation out`() throws {
        let small =
            ["StudioModel", "ProbeProtocol", "ProbeKit", "Redaction"] + Self.wrappers.keys + Self.measures
        for folder in try small.map({ "Sources/\($0)" })
            + SourceTree.names(in: "probes").map({ "probes/\($0)" })
        {
            #expect(try imports(of: folder)["Foundation"] == nil, "\(folder): FoundationEssentials serves")
        }
    }

    @Test func `Package_swift draws the same arrows`() throws {
        let package = try SourceTree.text("Package.swift")
        for (target, allowed) in Self.product {
            guard let start = package.firstRange(of: "name: \"\(target)\"") else { continue }
            let declared = package[start.upperBound...].prefix { $0 != ")" }
            let names = declared.matches(of: /"(\w+)"/).map { String($0.1) }
            #expect(names.filter { !allowed.contains($0) } == [], "\(target)")
        }
    }
}
