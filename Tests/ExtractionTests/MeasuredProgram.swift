import Foundation

/// A link to the real `pep-extract`, whose memory the kernel measures.
struct MeasuredProgram {
  private let folder: URL
  var path: String { folder.appending(path: "pep-extract").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "pepd-peak-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: Program.path(of: "measured-reader"))
  }

  /// The most that one of its processes held, in MiB, when all have ended. Prints it.
  func peak(_ name: String) throws -> Int {
    defer { try? FileManager.default.removeItem(at: folder) }
    let peaks = try String(contentsOf: folder.appending(path: "peaks"), encoding: .utf8)
    let peak = (peaks.split(separator: "\n").compactMap { Int($0) }.max() ?? 0) / 1_024
    print("peak memory: \(name) \(peak) MiB")
    return peak
  }
}
