import Foundation
import MailWriting
import PepConfig
import PepCore

/// The letter to whoever looks after the machine. Its words are here and not among the templates: it
/// must go out when those are broken, and nobody outside the office reads it.
enum AlertLetter {
  static func bytes(
    _ alerts: [Outages.Alert], to address: String, _ settings: Settings, at now: Date,
    _ today: CivilDay
  ) throws -> [UInt8] {
    let seconds = Int64(now.timeIntervalSince1970)
    var mail = OutgoingMail(
      from: .init(name: "pepd", address: settings.mailbox.address), to: [.init(address: address)],
      subject: "pepd: " + alerts.map(\.title).joined(separator: "; "),
      dateSeconds: seconds, dateOffsetMinutes: Int(LocalDay.offset(at: seconds) / 60),
      messageID: "alert-\(UUID().uuidString.lowercased())@"
        + (settings.mailbox.address.split(separator: "@").last ?? "localhost"),
      text: alerts.map(\.words).joined(separator: "\n\n")
        + "\n\nHow things stand: pepctl status. What is wrong: pepctl check.\n")
    mail.headers = [
      ("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"),
    ]
    return try MailWriter.bytes(of: mail)
  }
}

extension Outages.Alert {
  var title: String {
    switch self {
    case .away(let server, _, _): "\(server.name) is away"
    case .back(let server, _, _): "\(server.name) is back"
    case .secretEnds(let days, _):
      days < 0 ? "the secret has ended" : "the secret ends in \(days) day(s)"
    }
  }

  var words: String {
    switch self {
    case .away(let server, let since, let why):
      "\(server.name.prefix(1).uppercased() + server.name.dropFirst()) has been away since \(Clock.words(since)): \(why). It is tried again by itself; nothing is lost meanwhile."
    case .back(let server, let since, let until):
      "\(server.name.prefix(1).uppercased() + server.name.dropFirst()) is back. It was away from \(Clock.words(since)) to \(Clock.words(until)); what waited is being done now."
    case .secretEnds(let days, let day):
      (days < 0
        ? "The client secret or certificate ended on \(day)"
        : "The client secret or certificate ends on \(day), in \(days) day(s)")
        + ". Make a new one in Microsoft Entra, put it into the file that pepd.yaml names, and set 'secret_ends_on' to its end."
    }
  }
}
