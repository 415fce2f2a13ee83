import Foundation
import MailWriting
import PepConfig
import PepCore

/// A letter of the daemon's own. Its words are in the program and not among the templates: it must go out
/// when those are broken, and nobody outside the office reads it.
struct OwnLetter {
  let address: String
  let subject: String
  let text: String
  let messageID: String

  /// `kind` is the beginning of its Message-ID.
  init(_ kind: String, to address: String, subject: String, text: String, _ settings: Settings) {
    self.address = address
    self.subject = subject
    self.text = text
    messageID =
      "\(kind)-\(UUID().uuidString.lowercased())@"
      + (settings.mailbox.address.split(separator: "@").last ?? "localhost")
  }

  func bytes(_ settings: Settings, at now: Date) throws -> [UInt8] {
    let seconds = Int64(now.timeIntervalSince1970)
    var mail = OutgoingMail(
      from: .init(name: "pepd", address: settings.mailbox.address), to: [.init(address: address)],
      subject: subject, dateSeconds: seconds,
      dateOffsetMinutes: Int(LocalDay.offset(at: seconds) / 60), messageID: messageID, text: text)
    mail.headers = [
      ("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"),
    ]
    return try MailWriter.bytes(of: mail)
  }
}

extension OwnLetter {
  /// To whoever looks after the machine.
  static func alert(
    _ alerts: [Outages.Alert], to address: String, _ settings: Settings
  ) -> OwnLetter {
    OwnLetter(
      "alert", to: address, subject: "pepd: " + alerts.map(\.title).joined(separator: "; "),
      text: alerts.map(\.words).joined(separator: "\n\n")
        + "\n\nHow things stand: pepctl status. What is wrong: pepctl check.\n", settings)
  }

  /// To the mailbox itself.
  static func canary(_ settings: Settings) -> OwnLetter {
    OwnLetter(
      "canary", to: settings.mailbox.address, subject: "pepd: test message",
      text: """
        pepd sends this message to its own mailbox, to learn whether mail arrives there. Nothing is to be \
        done: pepd moves it to '\(settings.mailbox.folders.registered)' when it comes, and it can be deleted.

        """, settings)
  }
}
