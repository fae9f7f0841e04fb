// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "search-bench",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "bureau", path: "../..")],
    targets: [
        .executableTarget(
            name: "search-bench",
            dependencies: [.product(name: "Lookup", package: "bureau")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
