// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "pdf-bench",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "bureau", path: "../..")],
    targets: [
        .executableTarget(
            name: "pdf-bench",
            dependencies: [.product(name: "PDF", package: "bureau")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
