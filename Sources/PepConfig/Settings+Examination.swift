import FoundationEssentials
import PepCore

extension Settings {
  package struct Examination: Sendable {
    package var errors: [ConfigurationError] = []
    package var warnings: [ConfigurationWarning] = []
  }

  /// Looks at every file and folder that the settings name, without keeping any secret. The daemon
  /// calls this at its start, so that a missing password file is told before the first login.
  package func examine() -> Examination {
    var found = Examination()
    for secret in Set([imapLogin, smtpLogin].compactMap { $0?.secret }) { examine(secret, &found) }
    if case .certificate(let file, _)? = microsoft365?.proof {
      examine(file: file, "microsoft365.certificate_file", &found)
    }
    if let file = microsoft365?.caFile { examine(file: file, "microsoft365.ca_file", &found) }
    for (server, name) in [(imap, "imap.ca_file"), (smtp, "smtp.ca_file")] {
      if let file = server.caFile { examine(file: file, name, &found) }
    }
    examine(folder: letters.folder, "letters.folder", &found)
    for (phase, form) in letters.formsToSend.sorted(by: { $0.value < $1.value }) {
      examine(file: form, "letters.forms_to_send.\(phase.rawValue)", &found)
    }
    examine(folder: formsFolder, "forms_folder", &found)
    if let file = calendars.bankHolidays { examine(file: file, "calendars.bank_holidays", &found) }
    if let file = calendars.terms { examine(file: file, "calendars.terms", &found) }
    for county in calendars.elsewhere {
      examine(file: county.terms, "calendars.elsewhere", &found)
    }
    examine(file: reader.program, "reader.program", &found)
    if FileManager.default.fileExists(atPath: reader.program),
      !FileManager.default.isExecutableFile(atPath: reader.program)
    {
      add(.notExecutable, reader.program, "reader.program", &found)
    }
    found.errors.sort { ($0.place.line ?? 0) < ($1.place.line ?? 0) }
    if reader.allowUnsandboxed { found.warnings.append(.unsandboxedReader) }
    return found
  }

  private func examine(_ secret: SecretFile, _ found: inout Examination) {
    do {
      _ = try secret.read()
    } catch {
      found.errors += error.errors
      return
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: secret.path)
    let mode = (attributes?[.posixPermissions] as? UInt).map { Int($0) & 0o777 } ?? 0
    if mode & 0o077 != 0 {
      found.warnings.append(.secretReadableByOthers(path: secret.path, mode: mode))
    }
  }

  private func examine(file path: String, _ name: String, _ found: inout Examination) {
    var isFolder = false
    if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      found.errors.append(.init(at: place(of: name), .fileMissing(path, named: name)))
    } else if isFolder {
      add(.isFolder, path, name, &found)
    } else if !FileManager.default.isReadableFile(atPath: path) {
      add(.notAllowed, path, name, &found)
    }
  }

  private func examine(folder path: String, _ name: String, _ found: inout Examination) {
    var isFolder = false
    if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      found.errors.append(.init(at: place(of: name), .fileMissing(path, named: name)))
    } else if !isFolder {
      add(.notFolder, path, name, &found)
    }
  }

  private func add(
    _ fault: ConfigurationError.FileFault, _ path: String, _ name: String,
    _ found: inout Examination
  ) {
    found.errors.append(
      .init(at: place(of: name), .fileUnreadable(path, named: name, reason: fault)))
  }

  /// A setting left at its default has no line of its own.
  private func place(of name: String) -> ConfigurationError.Place {
    places[name] ?? .init(.settings, file: file)
  }
}
