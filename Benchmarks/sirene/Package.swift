// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "sirene-bench",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "bureau", path: "../..")],
    targets: [
        .executableTarget(
            name: "sirene-bench",
            dependencies: [.product(name: "Exchange", package: "bureau")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
