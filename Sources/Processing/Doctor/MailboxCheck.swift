import Foundation
import MailTransport

/// What an open session tells about the mailbox.
enum MailboxCheck {
  static func capabilities(_ offered: Set<String>) -> CheckFinding {
    let what = "imap capabilities"
    let used = ["MOVE", "UIDPLUS", "IDLE", "ACL"].filter(offered.contains)
    let saw = used.isEmpty ? "none of MOVE, UIDPLUS and IDLE" : used.joined(separator: ", ")
    if !offered.contains("MOVE"), !offered.contains("UIDPLUS") {
      return CheckFinding(
        what, .wrong, saw + "; handled mail would be copied and stay in the inbox as well",
        "Ask the mail administrator for MOVE (RFC 6851) or UIDPLUS (RFC 4315).")
    }
    if !offered.contains("IDLE") {
      return CheckFinding(
        what, .note, saw + "; without IDLE new mail is seen at the next poll",
        "Nothing, or a shorter 'mailbox.poll_interval'.")
    }
    return CheckFinding(what, .ok, saw)
  }

  /// Letters of RFC 4314: look up, read, insert; from the inbox also delete and expunge.
  static func rights(_ folder: String, _ rights: Set<Character>?, moves: Bool) -> CheckFinding {
    let what = "imap rights"
    guard let rights else {
      return CheckFinding(what, .ok, "\(folder): the server does not tell")
    }
    let needed: [(Character, String)] =
      [("l", "list"), ("r", "read"), ("i", "insert")]
      + (moves ? [("t", "delete"), ("e", "expunge")] : [])
    let lacking = needed.filter { !rights.contains($0.0) }
    if lacking.isEmpty { return CheckFinding(what, .ok, "\(folder): \(String(rights.sorted()))") }
    return CheckFinding(
      what, .wrong,
      "\(folder): the account may not \(lacking.map(\.1).joined(separator: ", ")) (it has '\(String(rights.sorted()))')",
      "Have the account given full access to the mailbox and its folders.")
  }

  /// The mail server's clock stamped the newest message; if that lies ahead, ours is slow, and every
  /// due date and sending hour with it.
  static func clock(newest: Date?, now: Date) -> CheckFinding {
    guard let newest else {
      return CheckFinding("clock", .ok, "\(now.ISO8601Format()); no message to compare it with")
    }
    let ahead = Int(newest.timeIntervalSince(now))
    if ahead < 300 {
      return CheckFinding("clock", .ok, "\(now.ISO8601Format()); not behind the mail server's")
    }
    return CheckFinding(
      "clock", .wrong, "\(now.ISO8601Format()); \(ahead / 60) minutes behind the mail server's",
      "Set it by NTP: timedatectl set-ntp true")
  }
}
