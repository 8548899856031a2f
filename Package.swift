// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "OnAir",
    targets: [
        .systemLibrary(name: "CGNU", path: "Sources/CLibraries/CGNU"),
        .target(name: "SystemCalls", dependencies: ["CGNU"]),
        .target(name: "StudioModel"),
        .target(name: "ProbeProtocol", dependencies: ["StudioModel"]),
        .target(name: "ProbeKit", dependencies: ["ProbeProtocol", "StudioModel", "SystemCalls"]),
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
