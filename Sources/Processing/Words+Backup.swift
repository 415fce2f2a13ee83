import PepStore

extension Trouble {
  static func of(_ error: BackupError) -> Trouble {
    switch error {
    case .notEmpty(let path):
      Trouble(1, "'\(path)' is not empty. Name a folder that does not exist yet.")
    case .unfinished(let path):
      Trouble(1, "'\(path)' is left from a backup that was cut short. Remove it and begin again.")
    case .noRegister(let path): Trouble(1, "There is no register in '\(path)'.")
    case .alwaysChanging:
      Trouble(75, "The register was rewritten while it was copied. Try again in a minute.")
    case .notSound(let path, let findings):
      Trouble(
        1,
        (["The copy in '\(path)' is not sound:"] + findings.prefix(20).map { "  " + $0.words })
          .joined(separator: "\n"))
    case .wouldReplace(let line):
      Trouble(
        1,
        "The state folder holds a register (journal line \(line)). To put the backup in its place, with --replace; the present one is kept beside it."
      )
    }
  }
}

extension Verification {
  /// A sentence, and a line for each finding.
  package var words: String {
    let sum =
      "\(lines) journal line(s), \(messages) message(s), \(documents) document(s), \(links) link(s): "
      + (isSound ? "sound." : "NOT sound.")
    return ([sum] + findings.map { "  " + $0.words }).joined(separator: "\n")
  }
}

extension Verification.Finding {
  package var isHarmless: Bool { if case .orphan = self { true } else { false } }

  /// What was found, and what to do.
  package var words: String {
    switch self {
    case .checkpointDiffers(let parts):
      "register.json differs from what the journal adds up to: \(parts.joined(separator: ", ")). Stop pepd, move register.json aside and start it: it is rebuilt."
    case .stateDiffers(let parts):
      "The running register differs from the journal: \(parts.joined(separator: ", ")). Restart pepd."
    case .fileMissing(let path): "\(path) is missing. Restore it from a backup."
    case .fileChanged(let path):
      "\(path) is not what was received: its content has another hash. Restore it from a backup."
    case .brokenLink(let folder): "A link in \(folder) leads nowhere."
    case .linkMissing(let folder):
      "A document of the register is not to be found in \(folder), though it is kept."
    case .orphan(let path):
      "\(path) is named by nothing: left by a crash, or of a message in hand. Harmless."
    }
  }
}
