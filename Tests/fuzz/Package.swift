// swift-tools-version: 6.2
import PackageDescription

/// The fuzz targets: a package of its own, because their flags are of the kind that keeps a package from
/// being depended on. Build them with `run` beside this file, which also gives the flags that every
/// module needs, pepd's own included: the instrumentation, and one package name for both packages, so
/// that what is `package` there is seen here.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let fuzzed = Target.Dependency.product(name: "Fuzzed", package: "pepd")

func fuzz(_ name: String, _ folder: String) -> Target {
  .executableTarget(
    name: "fuzz-\(name)", dependencies: ["FuzzDriver", fuzzed], path: folder,
    swiftSettings: strict)
}

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "pepd", path: "../..")],
  targets: [
    .target(name: "FuzzDriver", path: "Driver", swiftSettings: strict),
    fuzz("mime", "Mime"),
    fuzz("docx", "Docx"),
    fuzz("older", "Older"),
    fuzz("pdf", "PDF"),
    fuzz("answer", "Answer"),
    fuzz("imap", "IMAP"),
    fuzz("journal", "Journal"),
    fuzz("decide", "Decide"),
    .executableTarget(
      name: "make-corpora", dependencies: [fuzzed], path: "Seeds", swiftSettings: strict),
  ]
)
