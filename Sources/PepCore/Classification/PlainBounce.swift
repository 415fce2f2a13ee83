/// Letters that came back without a report that machines could read (RFC 3464): qmail's, Exim's and
/// Exchange's own words.
enum PlainBounce {
  /// What happened to our letter; nil where the message is no such notice.
  static func action(_ facts: MessageFacts) -> DeliveryReport.Action? {
    guard isFromMailSystem(facts) else { return nil }
    let subject = " " + Wording.key(facts.subject) + " "
    let text = " " + Wording.key(String(facts.body.prefix(6_000))) + " "
    if delays.contains(where: { subject.holds($0) || text.holds($0) }),
      !finals.contains(where: { text.holds($0) })
    {
      return .delayed
    }
    let isFailure =
      !facts.headers(named: "x-failed-recipients").isEmpty
      || subjects.contains { subject.holds($0) } || failures.contains { text.holds($0) }
    return isFailure ? .failed : nil
  }

  /// The null sender (RFC 5321 section 4.5.5), or an address that only mail systems write from.
  private static func isFromMailSystem(_ facts: MessageFacts) -> Bool {
    if facts.returnPath?.trimmedBlanks.isEmpty == true || facts.returnPath == "<>" { return true }
    guard let from = facts.from.first else { return false }
    let local = from.address.lowercased().split(separator: "@").first.map(String.init) ?? ""
    return local == "postmaster" || local.hasPrefix("mailer-daemon")
      || local.hasPrefix("mailerdaemon") || local.hasPrefix("mail-daemon")
      || local.hasPrefix("microsoftexchange") || local == "mdaemon"
      || Wording.key(from.name ?? "").hasPrefix("mail delivery")
  }

  private static let subjects = [
    " undeliverable ", " undelivered ", " undeliverable mail ", " failure notice ",
    " returned mail ", " mail delivery failed ", " delivery failure ", " delivery failed ",
    " delivery status notification failure ", " delivery has failed ", " non delivery ",
    " returning message to sender ", " returned to sender ", " delivery error ",
    " message not delivered ", " could not be delivered ", " mail system error ", " nondelivery ",
    " mail could not be delivered ", " rejected ",
  ]

  private static let failures = [
    " could not be delivered ", " couldnt be delivered ", " was not delivered ",
    " wasnt delivered ", " unable to deliver ", " wasnt able to deliver ", " not able to deliver ",
    " permanent error ", " permanent fatal errors ", " delivery has failed ", " delivery failed ",
    " address not found ", " user unknown ", " no such user ", " unknown user ",
    " mailbox unavailable ", " recipient address rejected ", " mailbox is full ", " mailbox full ",
    " no mailbox here ", " does not exist ", " cannot be delivered ", " undeliverable ",
    " failed permanently ", " rejected your message ", " address couldnt be found ",
    " was blocked ", " rejected by ", " has rejected ", " 550 5 ", " 552 5 ", " 554 5 ",
  ]

  private static let delays = [
    " delayed ", " has not yet been delivered ", " not yet been delivered ", " delay ",
    " still being retried ", " will continue to try ", " will keep trying ",
    " delivery attempts will continue ", " warning message only ", " will be retried ",
    " temporarily deferred ", " still trying ",
  ]

  /// Said where the trying has ended.
  private static let finals = [
    " permanent error ", " given up ", " giving up ", " could not be delivered ",
    " failed permanently ",
    " couldnt be delivered ",
  ]
}
