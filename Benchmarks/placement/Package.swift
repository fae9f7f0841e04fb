// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "place-bench",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "bureau", path: "../..")],
    targets: [
        .executableTarget(
            name: "place-bench",
            dependencies: [.product(name: "Placement", package: "bureau")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
