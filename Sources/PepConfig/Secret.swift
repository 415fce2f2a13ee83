import FoundationEssentials

/// A password or token. Printing it, interpolating it or dumping it shows that there is one and
/// nothing else, so that no log line and no error can give it away.
package struct Secret: Sendable {
  private let text: String

  /// Editors end a file with a newline, which is never part of a password.
  package init(fileContent: String) {
    var text = Substring(fileContent)
    while text.last?.isNewline == true { text.removeLast() }
    self.text = String(text)
  }

  /// The secret itself, for the one place that hands it to the server.
  package func reveal() -> String { text }

  package var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "(secret)" }
  package var debugDescription: String { description }
  /// `dump` and test failures look inside by reflection.
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where a secret lies. It is read when it is needed, not kept: a renewed password or token counts
/// from the next login on, without a reload.
package struct SecretFile: Hashable, Sendable {
  /// As the setting names it.
  package var name: String
  /// Where to look, first hit counts: systemd's credentials, then beside the configuration file.
  package var candidates: [String]
  /// Full name of the setting, and where it stands.
  package var setting: String
  package var place: ConfigurationError.Place

  package init(
    name: String, candidates: [String], setting: String, place: ConfigurationError.Place
  ) {
    self.name = name
    self.candidates = candidates
    self.setting = setting
    self.place = place
  }

  /// The candidate that exists, or the last one, which is the one to create.
  package var path: String {
    candidates.first { FileManager.default.fileExists(atPath: $0) } ?? candidates.last ?? name
  }

  package func read() throws(ConfigurationErrors) -> Secret {
    let path = path
    switch TextFile.read(path) {
    case .text(let text):
      let secret = Secret(fileContent: text)
      if secret.isEmpty { throw error(.fileUnreadable(path, named: setting, reason: .isEmpty)) }
      return secret
    case .missing: throw error(.fileMissing(path, named: setting))
    case .unreadable(let reason):
      throw error(.fileUnreadable(path, named: setting, reason: reason))
    }
  }

  private func error(_ kind: ConfigurationError.Kind) -> ConfigurationErrors {
    ConfigurationErrors([ConfigurationError(at: place, kind)])
  }
}
