// swift-tools-version: 6.2
import PackageDescription

// The architecture, readable from top to bottom: who exists and who may import whom. docs/architecture.md draws it.

/// A C library: a module map and a shim that says why each of its lines is there. One wrapper imports it.
func library(_ name: String) -> Target {
    .systemLibrary(name: name, path: "Sources/CLibraries/\(name)")
}

/// A probe: a program of its own that speaks the line protocol.
func probe(_ family: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: "onair-probe-\(family.lowercased())",
        dependencies: ["ProbeKit", "ProbeProtocol", "StudioModel", "SystemCalls"] + dependencies,
        path: "probes/\(family)", exclude: ["README.md"])
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
    name: "OnAir",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // The system, and the libraries of the field. They know nothing of the product.
        library("CGNU"), library("CLinux"), library("CTimex"), library("CVideo4Linux"), library("CTurboJPEG"),
        library("CALSA"), library("CPulse"), library("CEBUR128"), library("CFFmpeg"), library("CZstd"),
        .target(name: "SystemCalls", dependencies: ["CGNU"]),
        .target(name: "KernelClock", dependencies: ["CTimex"]),
        .target(name: "Netlink", dependencies: ["CLinux", "SystemCalls"]),
        .target(name: "Video4Linux", dependencies: ["CVideo4Linux", "SystemCalls"]),
        .target(name: "JPEG", dependencies: ["CTurboJPEG"]),
        .target(name: "ALSA", dependencies: ["CALSA", "SystemCalls"]),
        .target(name: "PulseAudio", dependencies: ["CPulse"]),
        .target(name: "Loudness", dependencies: ["CEBUR128", "SoundMeasures"]),
        .target(name: "FFmpeg", dependencies: ["CFFmpeg", "Redaction"]),
        .target(name: "Compression", dependencies: ["CZstd"]),
        // What must not be repeated, taken out of any text: pure, for all above.
        .target(name: "Redaction"),

        // Measures: pure, one a file.
        .target(name: "PictureMeasures"),
        .target(name: "SoundMeasures"),
        .target(name: "StreamMeasures"),
        .target(name: "LinkMeasures"),

        // The words of the product, and the protocol between desk and probes.
        .target(name: "StudioModel"),
        .target(name: "ProbeProtocol", dependencies: ["StudioModel"]),
        .target(name: "ProbeKit", dependencies: ["ProbeProtocol", "StudioModel", "SystemCalls"]),

        // Probes: the only programs that link a device or media library.
        probe("Camera", ["JPEG", "PictureMeasures", "Video4Linux"]),
        probe("Microphone", ["ALSA", "Loudness", "PulseAudio", "SoundMeasures"]),
        probe("Network", ["LinkMeasures", "Netlink"]),
        probe("Stream", ["FFmpeg", "JPEG", "Loudness", "SoundMeasures", "StreamMeasures"]),
        probe("Host", ["KernelClock"]),

        // Judging: pure.
        .target(name: "AlarmEngine", dependencies: ["StudioModel"]),
        .target(name: "Checklist", dependencies: ["StudioModel"]),
        .target(name: "Profiles", dependencies: ["StudioModel", .product(name: "Yams", package: "Yams")]),

        // Remembering, handling, running.
        .target(name: "Journal", dependencies: ["Compression", "StudioModel", "SystemCalls", crypto, grdb]),
        .target(name: "Desk", dependencies: ["StudioModel"]),
        .target(name: "Review", dependencies: ["Checklist", "Journal", "StudioModel"]),
        .target(
            name: "Monitor",
            dependencies: [
                "AlarmEngine", "Desk", "Journal", "ProbeProtocol", "Redaction", "StudioModel", "SystemCalls",
                logging,
                subprocess,
                systemPackage,
            ]),

        // The command line; how a signal ends it; the studio of `onair demo` and of the bench.
        .target(name: "Interruption", dependencies: [unixSignals]),
        .target(name: "DemoStudio", dependencies: ["StudioModel", "SystemCalls", subprocess, systemPackage]),
        .executableTarget(
            name: "onair",
            dependencies: [
                "AlarmEngine", "Checklist", "DemoStudio", "Desk", "Interruption", "Journal", "Monitor",
                "ProbeProtocol", "Profiles", "Redaction", "Review", "StudioModel", "SystemCalls",
                argumentParser, logging,
                subprocess, systemPackage,
            ]),

        // What it costs: `make bench`.
        .executableTarget(
            name: "onair-bench",
            dependencies: [
                "AlarmEngine", "DemoStudio", "Interruption", "Journal", "Loudness", "Monitor",
                "PictureMeasures",
                "StudioModel", "SystemCalls", argumentParser,
            ], path: "Tests/Bench"),

        // Tests: one target each, and what they share.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .executableTarget(
            name: "hanging-probe", dependencies: ["ProbeKit", "ProbeProtocol", "StudioModel", "SystemCalls"],
            path: "Tests/HangingProbe"),
        .target(
            name: "CameraTestSupport", dependencies: ["StudioModel", "SystemCalls", "Video4Linux"],
            path: "Tests/CameraTestSupport"),
        .target(name: "SoundLab", dependencies: ["SystemCalls"], path: "Tests/SoundLab"),
        .executableTarget(
            name: "journal-writer", dependencies: ["Journal", "StudioModel", "SystemCalls"],
            path: "Tests/JournalWriter"),
        .executableTarget(name: "virtual-usb-device", path: "Tests/Lab/VirtualUSBDevice"),
        .testTarget(name: "StudioModelTests", dependencies: ["StudioModel"]),
        .testTarget(name: "ProbeProtocolTests", dependencies: ["ProbeProtocol", "StudioModel"]),
        .testTarget(name: "ProbeKitTests", dependencies: ["ProbeKit", "ProbeProtocol", "StudioModel"]),
        .testTarget(name: "AlarmEngineTests", dependencies: ["AlarmEngine", "StudioModel"]),
        .testTarget(name: "ChecklistTests", dependencies: ["Checklist", "StudioModel"]),
        .testTarget(name: "ProfilesTests", dependencies: ["AlarmEngine", "Profiles", "StudioModel"]),
        .testTarget(
            name: "JournalTests",
            dependencies: ["Compression", "Journal", "StudioModel", "SystemCalls", "journal-writer", grdb]),
        .testTarget(name: "ReviewTests", dependencies: ["Journal", "Review", "StudioModel"]),
        .testTarget(name: "DeskTests", dependencies: ["Desk", "StudioModel"]),
        .testTarget(
            name: "MonitorTests",
            dependencies: [
                "SoundLab",
                "AlarmEngine", "Journal", "Monitor", "ProbeProtocol", "StudioModel", "SystemCalls",
                "TestSupport", logging,
            ],
            exclude: ["Probes"]),
        .testTarget(name: "PictureMeasuresTests", dependencies: ["PictureMeasures"]),
        .testTarget(name: "SoundMeasuresTests", dependencies: ["SoundLab", "SoundMeasures"]),
        .testTarget(name: "StreamMeasuresTests", dependencies: ["StreamMeasures"]),
        .testTarget(name: "LinkMeasuresTests", dependencies: ["LinkMeasures"]),
        .testTarget(name: "LoudnessTests", dependencies: ["Loudness", "SoundMeasures"]),
        .testTarget(name: "JPEGTests", dependencies: ["JPEG"]),
        .testTarget(name: "RedactionTests", dependencies: ["Redaction"]),
        .testTarget(name: "FFmpegTests", dependencies: ["FFmpeg"]),
        .testTarget(name: "NetlinkTests", dependencies: ["Netlink", "SystemCalls", "TestSupport"]),
        .testTarget(name: "ALSATests", dependencies: ["ALSA", "SoundLab", "SystemCalls"]),
        .testTarget(name: "PulseAudioTests", dependencies: ["TestSupport", "PulseAudio", "SoundLab"]),
        .testTarget(
            name: "Video4LinuxTests", dependencies: ["CameraTestSupport", "SystemCalls", "Video4Linux"]),
        .testTarget(
            name: "CameraProbeTests",
            dependencies: [
                "CameraTestSupport", "JPEG", "ProbeKit", "ProbeProtocol", "StudioModel", "SystemCalls",
                "Video4Linux", "onair-probe-camera",
            ]),
        .testTarget(
            name: "MicrophoneProbeTests",
            dependencies: [
                "TestSupport",
                "ALSA", "Loudness", "ProbeKit", "ProbeProtocol", "PulseAudio", "SoundLab", "SoundMeasures",
                "StudioModel", "SystemCalls", "onair-probe-microphone",
            ]),
        .testTarget(
            name: "NetworkProbeTests",
            dependencies: [
                "LinkMeasures", "Netlink", "ProbeKit", "ProbeProtocol", "StudioModel", "SystemCalls",
                "TestSupport",
                "onair-probe-network",
            ], exclude: ["Scripts"]),
        .testTarget(
            name: "HostProbeTests",
            dependencies: ["KernelClock", "ProbeProtocol", "StudioModel", "SystemCalls", "onair-probe-host"]),
        .testTarget(
            name: "StreamProbeTests",
            dependencies: [
                "TestSupport", "JPEG", "ProbeProtocol", "StudioModel", "SystemCalls", "onair-probe-stream",
            ]),
        .testTarget(name: "PictureOracleTests", dependencies: ["PictureMeasures"]),
        .target(name: "PictureFuzz", dependencies: ["JPEG", "PictureMeasures"], path: "Tests/Fuzz/Cases"),
        .executableTarget(name: "onair-fuzz", dependencies: ["PictureFuzz"], path: "Tests/Fuzz/Program"),
        .testTarget(name: "FuzzTests", dependencies: ["PictureFuzz"]),
        .testTarget(name: "BenchTests", dependencies: ["onair-bench"]),
        .testTarget(name: "VirtualUSBDeviceTests", dependencies: ["virtual-usb-device"]),
        .testTarget(
            name: "ContractTests",
            dependencies: [
                "Checklist",
                "Monitor", "ProbeProtocol", "Profiles", "StudioModel", "TestSupport", "hanging-probe",
                "onair-probe-camera", "onair-probe-host", "onair-probe-microphone", "onair-probe-network",
                "onair-probe-stream",
            ]),
        .testTarget(name: "LayoutTests", dependencies: ["TestSupport", "onair"]),
        .testTarget(
            name: "OnAirTests",
            dependencies: [
                "AlarmEngine", "Journal", "Monitor", "SoundLab", "StudioModel", "TestSupport", "onair",
                "onair-probe-host", "onair-probe-microphone", "onair-probe-network", "onair-probe-stream",
                grdb,
            ], exclude: ["Probes"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .treatAllWarnings(as: .error),
        ]
}
