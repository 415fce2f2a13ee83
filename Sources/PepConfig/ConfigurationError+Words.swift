// The words for everything that can be wrong with a configuration: what, where, what would be
// right. A secret's content is never part of an error, so it cannot be part of a sentence.

extension ConfigurationError: CustomStringConvertible {
  package var description: String { "\(place): \(sentence)" }

  private var sentence: String {
    switch kind {
    case .unknownKey(let name, let nearest, let allowed):
      unknownKey(name, nearest, allowed)
    case .wrongType(let name, let expected):
      (name.isEmpty ? "This file" : "'\(name)'") + " must be \(expected)."
    case .missingKey(let name):
      "'\(name)' is missing; it has no default.\(explained)"
    case .badValue(let name, let value, let allowed, let nearest):
      badValue(name, value, allowed, nearest)
    case .duplicateKey(let name):
      "'\(name)' is given more than once. Keep one of them."
    case .exactlyOne(let names):
      "Give exactly one of \(names.quoted)."
    case .neededBy(let name, let because):
      "'\(name)' is missing; it is needed because \(because)."
    case .syntax(let problem):
      "This is not valid YAML: \(problem). Look at the indentation (spaces, no tabs), colons and "
        + "quotes here and on the line above."
    case .fileMissing(let path, let named):
      fileMissing(path, named)
    case .fileUnreadable(let path, let named, let reason):
      fileUnreadable(path, named, reason)
    }
  }

  private func unknownKey(_ name: String, _ nearest: String?, _ allowed: [String]) -> String {
    let what = "'\(name)' is not a \(noun)."
    if let nearest { return what + " Did you mean '\(nearest)'?" + explained }
    if allowed.isEmpty { return what + explained }
    return what + " Allowed here: \(allowed.joined(separator: ", "))." + explained
  }

  private func badValue(
    _ name: String, _ value: String, _ allowed: [String], _ nearest: String?
  ) -> String {
    let what = "'\(name)' cannot be '\(value)'."
    if let nearest { return what + " Did you mean '\(nearest)'?" }
    return what + " Allowed: \(allowed.joined(separator: ", "))."
  }

  private func fileMissing(_ path: String, _ named: String?) -> String {
    guard let named else {
      return "There is no such file. Create it, or correct the path."
        + (place.subject == .settings
          ? " An example to begin with: /usr/share/doc/pepd/examples/pepd.yaml." : "")
    }
    return "'\(named)' names \(path), which does not exist. Create it, or correct the path."
  }

  private func fileUnreadable(_ path: String, _ named: String?, _ reason: FileFault) -> String {
    let what = named.map { "'\($0)' names \(path), which " } ?? "This file "
    return switch reason {
    case .notAllowed:
      what + "may not be read by the user that the program runs as. Correct its owner or mode."
    case .notText: what + "is not UTF-8 text. Save it as UTF-8."
    case .isFolder: what + "is a folder. Name a file."
    case .notFolder: what + "is not a folder. Name the folder."
    case .isEmpty: what + "is empty."
    case .notExecutable: what + "may not be run. Correct its mode (chmod 755)."
    }
  }

  private var noun: String { place.subject == .settings ? "setting" : "key" }

  private var explained: String {
    place.subject == .settings ? " All settings are explained in that file." : ""
  }
}

extension ConfigurationError.Place: CustomStringConvertible {
  package var description: String { line.map { "\(file), line \($0)" } ?? file }
}

extension ConfigurationErrors: CustomStringConvertible {
  package var description: String { errors.map(\.description).joined(separator: "\n") }
}

extension ConfigurationWarning: CustomStringConvertible {
  package var description: String {
    switch self {
    case .secretReadableByOthers(let path, let mode):
      "\(path) holds a secret and can be read by others (mode 0\(String(mode, radix: 8))). "
        + "Run: chmod 600 \(path)"
    case .unsandboxedReader:
      "'reader.allow_unsandboxed' is on: documents from strangers are read without a sandbox. Turn "
        + "it off as soon as the sandbox works on this machine."
    }
  }
}

extension [String] {
  /// `'a', 'b' and 'c'`.
  fileprivate var quoted: String {
    let all = map { "'\($0)'" }
    guard let last = all.last, all.count > 1 else { return all.joined() }
    return all.dropLast().joined(separator: ", ") + " and " + last
  }
}
