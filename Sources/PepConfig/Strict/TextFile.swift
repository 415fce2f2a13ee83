import FoundationEssentials

/// Reading whole small text files, with the reason where it fails.
enum TextFile {
  enum Outcome {
    case text(String)
    case missing
    case unreadable(ConfigurationError.FileFault)
  }

  static func read(_ path: String) -> Outcome {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .missing
    }
    if isFolder { return .unreadable(.isFolder) }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      return .unreadable(.notAllowed)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .unreadable(.notText)
    }
    // Some editors begin a file with a byte order mark, which would become part of the first word.
    return .text(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
  }
}

/// `path` as seen from `folder`, unless it is absolute.
func resolved(_ path: String, in folder: String) -> String {
  if path.hasPrefix("/") || folder.isEmpty { return path }
  return folder.hasSuffix("/") ? folder + path : folder + "/" + path
}

/// The folder that a file lies in; empty for a bare name.
func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "" }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
