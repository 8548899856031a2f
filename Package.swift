// swift-tools-version: 6.2
import PackageDescription

// The architecture, readable from top to bottom: who exists and who may import whom. docs/architecture.md draws it.

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
        // C libraries: a module map and a shim each, imported by one wrapper only.
        .systemLibrary(name: "CGNU", path: "Sources/CLibraries/CGNU"),
        .systemLibrary(name: "CZstd", path: "Sources/CLibraries/CZstd"),

        // The system.
        .target(name: "SystemCalls", dependencies: ["CGNU"]),
        .target(name: "Compression", dependencies: ["CZstd"]),

        // The words of the product, and the protocol between desk and probes.
        .target(name: "StudioModel"),
        .target(name: "ProbeProtocol", dependencies: ["StudioModel"]),
        .target(name: "ProbeKit", dependencies: ["ProbeProtocol", "StudioModel", "SystemCalls"]),

        // Judging and remembering.
        .target(name: "Profiles", dependencies: ["StudioModel", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "Journal",
            dependencies: [
                "Compression", "StudioModel", "SystemCalls",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(name: "Desk", dependencies: ["StudioModel"]),

        // The running program.
        .target(
            name: "Monitor",
            dependencies: [
                "ProbeProtocol", "StudioModel", "SystemCalls",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),

        // Tests.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .executableTarget(
            name: "journal-writer", dependencies: ["Journal", "StudioModel", "SystemCalls"],
            path: "Tests/JournalWriter"),
        .testTarget(name: "StudioModelTests", dependencies: ["StudioModel"]),
        .testTarget(name: "ProbeProtocolTests", dependencies: ["ProbeProtocol", "StudioModel"]),
        .testTarget(name: "ProbeKitTests", dependencies: ["ProbeKit", "ProbeProtocol", "StudioModel"]),
        .testTarget(name: "ProfilesTests", dependencies: ["Profiles", "StudioModel"]),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "Compression", "Journal", "StudioModel", "SystemCalls", "journal-writer",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(name: "DeskTests", dependencies: ["Desk", "StudioModel"]),
        .testTarget(
            name: "MonitorTests",
            dependencies: [
                "Monitor", "ProbeProtocol", "StudioModel", "SystemCalls", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
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
