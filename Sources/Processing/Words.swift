import Control
import Extraction
import Foundation
import MailTransport
import MailWriting
import PepConfig
import PepCore
import PepStore
import Workbooks

/// An error in words for a tired person at 17:00, with the exit code that tells a script what to do:
/// what could not be done, which thing, why, and what to do next.
package struct Trouble: Sendable {
  /// 1 failed · 64 used wrongly · 75 try again later · 78 set-up wrong (sysexits.h).
  package var exitCode: Int32
  package var words: String

  package init(_ exitCode: Int32, _ words: String) {
    self.exitCode = exitCode
    self.words = words
  }

  package static let help = """
    EXIT STATUS: 0 fine; 1 failed; 64 used wrongly; 75 try again later; 78 the set-up is wrong.
    """

  package static func noSuchMessage(_ name: String) -> Trouble {
    Trouble(1, "'\(name)' is neither a file nor the reference of a message on file.")
  }

  package static func notKept(_ reference: String) -> Trouble {
    Trouble(
      1,
      "No copy of '\(reference)' is kept, because it was ordinary mail and left alone. Save it from the mailbox as a file and explain that."
    )
  }

  package init(_ error: any Error) {
    switch error {
    case let error as Trouble: self = error
    case let errors as ConfigurationErrors: self.init(78, errors.description)
    case let error as StoreError: self = Self.of(error)
    case let error as BackupError: self = Self.of(error)
    case let error as MailTransportError: self = Self.of(error)
    case let error as ReaderError: self = Self.of(error)
    case let error as ControlError: self = Self.of(error)
    case let error as LetterTemplateError:
      self.init(78, "Letter template '\(error.file)' \(error.problem).")
    case let error as WorkbookError:
      self.init(1, "The workbook '\(error.file)' was not written: \(error.problem).")
    case let error as LabelledSetError:
      self.init(1, "Labelled set: '\(error.file)' \(error.problem).")
    case let error as StateFolderError:
      self.init(
        78, "Cannot write '\(error.path)'. Check the owner and the mode of the state folder.")
    case let refusal as AdministratorRefusal: self.init(1, refusal.words)
    case let errors as RosterProblems: self.init(1, errors.words)
    case is MailWritingError:
      self.init(
        1, "A letter cannot be written: \(error). Drop it with: pepctl outbox drop REFERENCE.")
    case is CancellationError: self.init(75, "Interrupted.")
    default: self.init(1, "Unexpected: \(type(of: error)).")
    }
  }

  /// Of a daemon that has worked before, and goes on trying.
  package init(whileRunning error: any Error) {
    guard let error = error as? MailTransportError, error.reason == .loginRefused,
      MicrosoftWords.remedy(for: error) == nil
    else {
      self.init(error)
      return
    }
    self = Self.of(
      error,
      "Check the user name and the password or token file in pepd.yaml, then: pepctl poll. Until then it is tried ever more seldom, so that the account is not locked."
    )
  }

  private static func of(_ error: MailTransportError, _ remedy: String? = nil) -> Trouble {
    let text = "\(error)"
    // Servers and libcurl end their own words as they like.
    let what = text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    return Trouble(
      error.kind == .setUp ? 78 : error.kind == .transient ? 75 : 1,
      "\(what) \(remedy ?? Self.remedy(for: error))")
  }

  static func remedy(for error: MailTransportError) -> String {
    if let words = MicrosoftWords.remedy(for: error) { return words }
    return switch error.reason {
    case .loginRefused, .noLoginMethod, .tokenUnavailable:
      "Check the user name and the password or token file in pepd.yaml; nothing is tried again before that, so that the account is not locked."
    case .certificateUntrusted, .caFileUnreadable:
      "Check 'ca_file' in pepd.yaml, or have the server's certificate renewed."
    case .hostNameMismatch: "Write the host name that the certificate bears into pepd.yaml."
    case .encryptionRefused:
      "Check 'security' and 'port' in pepd.yaml; mail is never sent in the clear."
    case .unreachable, .timedOut, .connectionLost, .loginUnavailable, .tokenEnded:
      "It is tried again by itself."
    default: "See 'When something is wrong' in the README."
    }
  }

  private static func of(_ error: StoreError) -> Trouble {
    switch error {
    case .locked(let holder):
      let who = holder.map { "process \($0)" } ?? "another process"
      return Trouble(
        75,
        "The state folder is in use by \(who). Only one pepd may run on it: ask the running one with pepctl, or stop it first."
      )
    case .damaged(let damage):
      let place = damage.file + (damage.line.map { ", line \($0)" } ?? "")
      let remedy =
        switch damage.remedy {
        case .rebuildFromJournal:
          "The journal is whole: move register.json aside and start again; it is then rebuilt."
        case .restoreFromBackup: "Restore the state folder from a backup; do not delete the file."
        }
      return Trouble(
        78, "The register is damaged: \(place) (\(damage.kind)). Nothing was changed. \(remedy)")
    case .newerSchema(let file, let found, let supported):
      return Trouble(
        78,
        "\(file) was written by a newer pepd (schema \(found), this one knows \(supported)). Install the newer version again."
      )
    case .system(let operation, let file, let code):
      return Trouble(
        error.isTransient ? 75 : 78,
        "Cannot \(operation) '\(file)' in the state folder: \(String(cString: strerror(code))). Check the disk and the folder's owner and mode."
      )
    case .letterUnknown(let reference):
      return Trouble(1, "There is no letter '\(reference)'. See: pepctl outbox list.")
    case .letterNot(let reference, _, let state):
      return Trouble(
        1, "Letter '\(reference)' is \(state.rawValue), so that cannot be done with it.")
    default:
      return Trouble(
        1, "The register refused an entry (\(error)). Nothing was changed; please report this.")
    }
  }

  private static func of(_ error: ReaderError) -> Trouble {
    switch error {
    case .programMissing(let path):
      Trouble(78, "The reader '\(path)' is missing. Set 'reader.program' in pepd.yaml.")
    case .cannotStart(let path, let code):
      Trouble(78, "The reader '\(path)' cannot be started: \(String(cString: strerror(code))).")
    case .locksMissing, .keepsEnding, .closed:
      Trouble(
        78,
        "The sandboxed reader does not work here (\(error)). Linux with Landlock and seccomp is needed; 'reader.allow_unsandboxed: yes' does without, at your risk."
      )
    }
  }

  private static func of(_ error: ControlError) -> Trouble {
    switch error.kind {
    case .noDaemon: Trouble(75, "No pepd answers at '\(error.path)'.")
    case .notAllowed:
      Trouble(1, "You may not use '\(error.path)'. Ask to be made a member of its group.")
    case .system(let code):
      Trouble(1, "The socket '\(error.path)' cannot be used: \(String(cString: strerror(code))).")
    case .cutOff: Trouble(75, "pepd ended before it had answered. Ask again.")
    case .listensElsewhere(let place):
      Trouble(
        78,
        "pepctl will look for pepd at '\(error.path)', but systemd has it listen at '\(place)'. Set 'control_socket.path' in pepd.yaml to that, or change ListenStream= of the socket unit."
      )
    case .groupUnknown(let group):
      Trouble(
        78,
        "Only root and the daemon's own user and group may use '\(error.path)': the group '\(group)' of 'control_socket.group' does not exist. Make it (addgroup \(group); adduser pepd \(group)) and restart pepd."
      )
    case .groupRefused(let group, let code):
      Trouble(
        78,
        "Only root and the daemon's own user and group may use '\(error.path)': it cannot be given to the group '\(group)' of 'control_socket.group' (\(String(cString: strerror(code)))). Make the daemon's user a member (adduser pepd \(group)) and restart pepd."
      )
    }
  }
}

extension Trouble: Error {}
