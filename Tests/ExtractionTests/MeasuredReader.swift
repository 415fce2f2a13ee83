import Extraction
import Foundation

/// The real reader, whose memory the kernel measures.
struct MeasuredReader {
  let reader: SandboxedReader
  private let folder: URL

  init(readers: Int = 2) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "pepd-peak-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let program = folder.appending(path: "pep-extract").path
    try FileManager.default.createSymbolicLink(
      atPath: program, withDestinationPath: Program.path(of: "measured-reader"))
    reader = try SandboxedReader(.init(program: program, readers: readers))
  }

  /// Ends it, and gives the most that one of its processes held, in MiB.
  func close() throws -> Int {
    reader.close()
    defer { try? FileManager.default.removeItem(at: folder) }
    let peaks = try String(contentsOf: folder.appending(path: "peaks"), encoding: .utf8)
    return (peaks.split(separator: "\n").compactMap { Int($0) }.max() ?? 0) / 1_024
  }
}
