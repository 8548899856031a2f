// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "OnAir",
    targets: [
        .target(name: "StudioModel"),
        .testTarget(name: "StudioModelTests", dependencies: ["StudioModel"]),
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
