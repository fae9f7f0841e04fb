// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "bureau",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "bureau", targets: ["bureau"]),
        // For the benchmarks, which are packages of their own.
        .library(name: "PDF", targets: ["PDF"]),
        .library(name: "Placement", targets: ["Placement"]),
        .library(name: "Lookup", targets: ["Lookup"]),
        .library(name: "Exchange", targets: ["Exchange"]),
        .library(name: "Domain", targets: ["Domain"]),
    ],
    traits: [
        .trait(name: "PostgreSQL", description: "PostgreSQL through the system's libpq, beside SQLite.")
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
    ],
    targets: [
        .target(
            name: "Domain",
            resources: [
                .embedInCode("Data/legal-parameters.json"), .embedInCode("Data/school-calendars.json"),
                .embedInCode("Data/pfmp-durations.json"), .embedInCode("Data/school-thresholds.json"),
                .embedInCode("Data/pathway-regimes.json"),
                .embedInCode("Data/diploma-weeks.json"), .embedInCode("Data/minor-trades.json"),
            ], swiftSettings: strict),
        .target(
            name: "Exchange", dependencies: ["Domain", "CLibXML", "CLibZip", "CXlsxWriter"], swiftSettings: strict),
        .target(name: "Lookup", swiftSettings: strict),
        .target(name: "PDF", dependencies: ["CZlib"], swiftSettings: strict),
        .target(name: "Placement", swiftSettings: strict),
        .target(
            name: "Persistence",
            dependencies: [
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .target(name: "CLibPQ", condition: .when(traits: ["PostgreSQL"])),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "App",
            dependencies: [
                "Domain", "Exchange", "Lookup", "PDF", "Persistence", "Placement", "CCurl", "CQREncode",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Resources")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "bureau",
            dependencies: [
                "App", "Domain", "Exchange", "Persistence", "Placement",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: strict),
        .testTarget(
            name: "ExchangeTests", dependencies: ["Exchange", "Domain"], resources: [.copy("Fixtures")],
            swiftSettings: strict),
        .testTarget(name: "LookupTests", dependencies: ["Lookup"], swiftSettings: strict),
        .testTarget(name: "PDFTests", dependencies: ["PDF"], swiftSettings: strict),
        .testTarget(name: "PlacementTests", dependencies: ["Placement"], swiftSettings: strict),
        .testTarget(name: "PersistenceTests", dependencies: ["Persistence"], swiftSettings: strict),
        .testTarget(
            name: "AppTests",
            dependencies: [
                "App", "Domain", "Exchange", "Persistence",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        // They run the program itself, which is built because they depend on it.
        .testTarget(name: "bureauTests", dependencies: ["bureau", "Domain"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
