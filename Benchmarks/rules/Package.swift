// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "rules-bench",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "bureau", path: "../..")],
    targets: [
        .executableTarget(
            name: "rules-bench",
            dependencies: [.product(name: "Domain", package: "bureau")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
