// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is Swift 6, with the upcoming features that make imports and existentials
/// visible, and with warnings as errors. `docs` of the layout: README, "Where things live".
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: strict)
}

extension Target.Dependency {
  static let log = product(name: "Logging", package: "swift-log")
  static let arguments = product(name: "ArgumentParser", package: "swift-argument-parser")
  static let crypto = product(name: "Crypto", package: "swift-crypto")
  static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
  static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
  static let signals = product(name: "UnixSignals", package: "swift-service-lifecycle")
  static let mustache = product(name: "Mustache", package: "swift-mustache")
  static let yaml = product(name: "Yams", package: "Yams")
  static let csv = product(name: "SwiftCSV", package: "SwiftCSV")
}

let package = Package(
  name: "pepd",
  products: [
    .executable(name: "pepd", targets: ["pepd"]),
    .executable(name: "pepctl", targets: ["pepctl"]),
    .executable(name: "pep-extract", targets: ["pep-extract"]),
    // What Tests/fuzz links, a package of its own; nobody else can use these modules.
    .library(
      name: "Fuzzed",
      targets: [
        "MailReading", "DocumentFormat", "Extraction", "MailTransport", "PepStore", "PepConfig",
        "DocumentFixtures", "OfficeFixtures",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    // C libraries, with the few shims that Swift needs.
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    // Without pkg-config, which adds two libraries that nothing here calls, and their Berkeley DB.
    .systemLibrary(name: "CICal", providers: [.apt(["libical-dev"])]),
    .systemLibrary(
      name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "CPoppler", pkgConfig: "poppler-glib",
      providers: [.apt(["libpoppler-glib-dev", "poppler-data"])]),
    .systemLibrary(
      name: "COCR", pkgConfig: "lept",
      providers: [.apt(["libtesseract-dev", "libleptonica-dev", "tesseract-ocr-eng"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CSandbox", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),

    // The centre: touches nothing.
    module("PepCore"),

    // The rim: each module touches one part of the outside world.
    module("MailReading", ["PepCore", "CGMime", "CICal"]),
    module("DocumentFormat", ["PepCore", "CXML", "CArchive", "CPoppler", "COCR"]),
    module("MailWriting", ["CGMime"]),
    module("MailTransport", ["CCurl"]),
    module("Extraction", ["PepCore", "CSandbox", .crypto]),
    module("PepStore", ["PepCore", .crypto, .csv]),
    module("PepConfig", ["PepCore", .yaml]),
    module("Workbooks", ["PepCore", "CXLSXWriter"]),
    module("Control", ["PepCore"]),
    module("Systemd", [.log]),
    module(
      "Processing",
      [
        "PepCore", "PepStore", "PepConfig", "Extraction", "MailTransport", "MailWriting", "Control",
        "Workbooks", "Systemd", .log, .mustache, .crypto, .cryptoExtras, .lifecycle,
      ]),

    module(
      "Commands",
      [
        "PepCore", "PepStore", "PepConfig", "Extraction", "MailTransport", "Control", "Processing",
        "Workbooks", .log, .arguments, .crypto,
      ]),

    program(
      "pepd",
      [
        "PepStore", "PepConfig", "Extraction", "Control", "Systemd", "Processing", "Commands", .log,
        .lifecycle, .signals, .arguments,
      ]),
    program("pepctl", ["Commands", .arguments]),
    program("pep-extract", ["PepCore", "MailReading", "DocumentFormat", "CSandbox"]),

    // What the scripts of Tests/bench measure with; no products.
    .executableTarget(
      name: "bench-commit", dependencies: ["PepCore", "PepStore"], path: "Tests/bench/Commit",
      swiftSettings: strict),
    .executableTarget(
      name: "bench-mail", dependencies: ["PepCore", "OfficeFixtures"], path: "Tests/bench/Mail",
      swiftSettings: strict),
    .executableTarget(
      name: "bench-documents", dependencies: ["Extraction", "PepCore"],
      path: "Tests/bench/Documents",
      swiftSettings: strict),

    // Stands in for pep-extract in tests of its memory.
    .executableTarget(
      name: "measured-reader", path: "Tests/measured-reader", swiftSettings: strict),

    // Files that tests make for themselves.
    .target(
      name: "DocumentFixtures", dependencies: ["CArchive"], path: "Tests/DocumentFixtures",
      swiftSettings: strict),
    // Our own generator of forms and mail; its labels are worked out without PepCore.
    .target(
      name: "FormMaker", dependencies: ["DocumentFixtures", "COCR"], path: "Tests/FormMaker",
      swiftSettings: strict),
    .executableTarget(
      name: "make-forms", dependencies: ["FormMaker", .arguments], path: "Tests/make-forms",
      swiftSettings: strict),
    tests("FormMakerTests", ["FormMaker", "Processing"]),
    tests(
      "PepCoreTests", ["PepCore", "PepConfig", "PepStore", "OfficeFixtures", .yaml],
      exclude: ["Cases", "Labels", "Roster"]),
    tests("PepConfigTests", ["PepConfig", "PepCore"], exclude: ["BadConfigs", "Forms"]),
    tests("MailReadingTests", ["MailReading", "PepCore"]),
    tests("MailWritingTests", ["MailWriting", "MailReading", "PepCore"]),
    tests("PepStoreTests", ["PepStore", "PepCore"], resources: [.copy("OldRegisters")]),
    tests("ControlTests", ["Control"]),
    tests("SystemdTests", ["Systemd", .log]),
    tests("WorkbooksTests", ["Workbooks", "PepCore", "DocumentFormat"]),
    tests("MailTransportTests", ["MailTransport", "TestSupport"]),

    // Fakes, and real servers for the tests that need them.
    .target(
      name: "TestSupport", dependencies: ["MailTransport"], path: "Tests/Support",
      swiftSettings: strict),
    tests("DocumentFormatTests", ["DocumentFormat", "DocumentFixtures", "PepCore"]),
    .target(
      name: "OfficeFixtures", dependencies: ["PepCore", "DocumentFixtures"],
      path: "Tests/OfficeFixtures", swiftSettings: strict),
    // The built programs, and an installation of its own for each test.
    .target(
      name: "ProgramFixtures",
      dependencies: [
        "MailTransport", "OfficeFixtures", "PepConfig", "PepCore", "PepStore", "TestSupport",
      ],
      path: "Tests/ProgramFixtures", swiftSettings: strict),
    .executableTarget(
      name: "soak",
      dependencies: [
        "DocumentFixtures", "MailTransport", "OfficeFixtures", "PepCore", "PepStore",
        "ProgramFixtures", "TestSupport", "pepd", "pepctl", "pep-extract",
      ],
      path: "Tests/soak/Soak", swiftSettings: strict),
    tests(
      "EndToEndTests",
      [
        "Processing", "PepCore", "PepConfig", "PepStore", "Extraction", "MailTransport",
        "OfficeFixtures", "DocumentFixtures", "ProgramFixtures", "TestSupport", "pepd", "pepctl",
        "pep-extract",
      ]),
    tests(
      "ProcessingTests",
      [
        "Processing", "PepCore", "PepConfig", "PepStore", "Extraction", "MailTransport",
        "OfficeFixtures", "TestSupport", "Systemd", .log,
      ]),
    tests(
      "ExtractionTests",
      ["Extraction", "DocumentFixtures", "PepCore", "pep-extract", "measured-reader"]),
  ]
)
