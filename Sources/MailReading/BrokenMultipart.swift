/// A multipart whose boundary parameter does not name the boundary that its content uses.
enum BrokenMultipart {
  /// The content under a header with the right boundary; nil where it has no boundary-like line
  /// that a part's header follows.
  static func repaired(_ content: String, type: String) -> [UInt8]? {
    let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, next) in zip(lines, lines.dropFirst()) {
      let boundary = trimmed(line.dropFirst(2))
      guard line.hasPrefix("--"), !boundary.isEmpty, boundary.utf8.count <= 200,
        next.lowercased().hasPrefix("content-"),
        !boundary.contains(where: { $0 == "\"" || $0 == "\\" || !$0.isASCII })
      else { continue }
      return Array("Content-Type: \(type); boundary=\"\(boundary)\"\n\n\(content)".utf8)
    }
    return nil
  }
}
