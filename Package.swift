// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "OnAir",
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .systemLibrary(name: "CGNU", path: "Sources/CLibraries/CGNU"),
        .target(name: "SystemCalls", dependencies: ["CGNU"]),
        .target(name: "StudioModel"),
        .target(name: "ProbeProtocol", dependencies: ["StudioModel"]),
        .target(name: "ProbeKit", dependencies: ["ProbeProtocol", "StudioModel", "SystemCalls"]),
        .target(
            name: "Monitor",
            dependencies: [
                "ProbeProtocol", "StudioModel", "SystemCalls",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(
            name: "MonitorTests",
            dependencies: [
                "Monitor", "ProbeProtocol", "StudioModel", "SystemCalls", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ], exclude: ["Probes"]),
        .testTarget(name: "StudioModelTests", dependencies: ["StudioModel"]),
        .testTarget(name: "ProbeProtocolTests", dependencies: ["ProbeProtocol", "StudioModel"]),
        .testTarget(name: "ProbeKitTests", dependencies: ["ProbeKit", "ProbeProtocol", "StudioModel"]),
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
