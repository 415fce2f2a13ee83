import Foundation

/// Turns drafts into their formats by programs of other people.
struct Converter {
  /// The program could not be run, or left no file.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let folder: URL

  /// In the order of the drafts.
  static func convert(_ drafts: [Draft]) throws -> [[UInt8]] {
    guard !drafts.isEmpty else { return [] }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "make-forms.\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try Converter(folder: folder).run(drafts)
  }

  private func run(_ drafts: [Draft]) throws -> [[UInt8]] {
    let source = folder.appending(path: "word")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    for (index, draft) in drafts.enumerated() {
      try Data(draft.word).write(to: source.appending(path: "\(index).docx"))
    }
    for (target, filter) in Self.filters {
      try office(
        target, filter, drafts.indices.filter { Self.target(drafts[$0].format) == target })
    }
    return try drafts.enumerated().map { index, draft in
      let file = folder.appending(path: "\(index).\(Self.target(draft.format))")
      guard draft.format.isPicture else { return [UInt8](try Data(contentsOf: file)) }
      var dice = Dice(seed: draft.seed, for: "picture")
      let resolution = dice.pick([150, 200, 200, 300])
      let pages = try render(file, resolution, onlyFirst: draft.format == .photo)
      return draft.format == .scan
        ? try Scan.pdf(pages, resolution, &dice) : try Scan.photo(pages[0], &dice)
    }
  }

  /// Fields would stay fields in the PDF by default; Word prints them as text.
  private static let filters = [
    ("odt", "odt"), ("rtf", "rtf:Rich Text Format"), ("doc", "doc:MS Word 97"),
    ("pdf", #"pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}"#),
  ]

  private static func target(_ format: FileFormat) -> String {
    format.isPicture ? "pdf" : format.ending
  }

  private func office(_ target: String, _ filter: String, _ indices: [Int]) throws {
    // So many at a time that a document that stops the program costs little.
    for start in stride(from: 0, to: indices.count, by: 40) {
      let batch = indices[start..<min(start + 40, indices.count)]
      try run(
        "soffice",
        [
          "-env:UserInstallation=\(folder.appending(path: "profile").absoluteString)", "--headless",
          "--convert-to", filter, "--outdir", folder.path,
        ] + batch.map { folder.appending(path: "word/\($0).docx").path })
      for index in batch
      where !FileManager.default.fileExists(
        atPath: folder.appending(path: "\(index).\(target)").path)
      {
        throw Failure(description: "soffice made no \(target) of a form")
      }
    }
  }

  /// Each page as a grey PGM.
  private func render(_ file: URL, _ resolution: Int, onlyFirst: Bool) throws -> [[UInt8]] {
    let pages = folder.appending(path: "pages")
    try? FileManager.default.removeItem(at: pages)
    try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
    try run(
      "pdftoppm",
      ["-gray", "-r", "\(resolution)"] + (onlyFirst ? ["-l", "1"] : [])
        + [file.path, pages.appending(path: "p").path])
    return try FileManager.default.contentsOfDirectory(atPath: pages.path).sorted().map {
      [UInt8](try Data(contentsOf: pages.appending(path: $0)))
    }
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["nice", program] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(program) ended with status \(process.terminationStatus)")
    }
  }
}
