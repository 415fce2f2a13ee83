import PepCore

/// What is told of an outage.
extension Outages.Alert {
  var title: String {
    switch self {
    case .away(let server, _, _): "\(server.name) is away"
    case .back(let server, _, _): "\(server.name) is back"
    case .canaryMissing: "mail may not reach the mailbox"
    case .canaryBack: "mail reaches the mailbox again"
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
    case .canaryMissing(let sent):
      "The test message that was sent to the mailbox at \(Clock.words(sent)) has not come. Look for what became of it at the server for outgoing mail, on the way to the mailbox and in its filters and rules: mail of schools may be missing too."
    case .canaryBack(let sent, let came):
      "A test message came to the mailbox at \(Clock.words(came)), as none had since the one sent at \(Clock.words(sent)). Ask the schools that wrote meanwhile whether their mail came back."
    case .secretEnds(let days, let day):
      (days < 0
        ? "The client secret or certificate ended on \(day)"
        : "The client secret or certificate ends on \(day), in \(days) day(s)")
        + ". Make a new one in Microsoft Entra, put it into the file that pepd.yaml names, and set 'secret_ends_on' to its end."
    }
  }
}
