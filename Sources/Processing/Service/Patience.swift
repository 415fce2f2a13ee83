import MailTransport

/// How long the daemon waits for the servers, and between two tries.
package struct Patience: Sendable {
  package var imap = IMAPOptions()
  package var smtp = SMTPOptions()
  package var afterFault = Backoff()
  /// An account that is tried too often with a wrong password is locked: at most 20 tries on the first
  /// day, whatever the dice say, and 12 on every other.
  package var afterRefusedLogin = Backoff(first: .seconds(60), longest: .seconds(4 * 3_600))

  package init() {}

  /// For tests, everything so many times shorter. An answer gets two seconds all the same: a busy machine
  /// is no fault of the server.
  package init(hastenedBy factor: Int) {
    func shortened(_ wait: Duration) -> Duration { max(.seconds(2), wait / factor) }
    imap.connectTimeout = shortened(imap.connectTimeout)
    imap.responseTimeout = shortened(imap.responseTimeout)
    imap.idleRenewal = shortened(imap.idleRenewal)
    smtp.connectTimeout = shortened(smtp.connectTimeout)
    smtp.replyTimeout = shortened(smtp.replyTimeout)
    smtp.finalReplyTimeout = shortened(smtp.finalReplyTimeout)
    afterFault = Backoff(first: afterFault.first / factor, longest: afterFault.longest / factor)
    afterRefusedLogin = Backoff(
      first: afterRefusedLogin.first / factor, longest: afterRefusedLogin.longest / factor)
  }
}
