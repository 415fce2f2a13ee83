import Systemd

/// What the mailbox's loop is doing, and how long it may take before the daemon counts as hung.
///
/// A fault of the world - a server that is away, a slow disk - has to end by the time limits of its own
/// module, so each length here is more than those add up to. Bytes that come from the mail server make a
/// step's time begin anew.
enum MailboxStep {
  case connect
  case look(folder: String)
  case fetch
  case read
  case record
  case send(reference: String)
  case move(folder: String)
  case beginDay
  case checkpoint
  case waitForMail(Duration)
  case pause(Duration)
  case keep

  var words: String {
    switch self {
    case .connect: "connect to the mailbox"
    case .look(let folder): "look through \(folder)"
    case .fetch: "fetch the next message"
    case .read: "read a message"
    case .record: "write to the journal"
    case .send(let reference): "send letter \(reference)"
    case .move(let folder): "move messages to \(folder)"
    case .beginDay: "begin the day"
    case .checkpoint: "write the register"
    case .waitForMail: "wait for mail"
    case .pause: "wait for the next try"
    case .keep: "take out what is not to be kept"
    }
  }

  var length: Duration {
    switch self {
    // 30 s to connect, 60 s for each answer of the login.
    case .connect: .seconds(300)
    // 60 s for an answer, and a session that is lost is left within seconds.
    case .look, .fetch, .move: .seconds(180)
    // Six readers of up to 19 s, one after another (`SecondTry`).
    case .read: .seconds(180)
    // A few syncs of the disk.
    case .record: .seconds(60)
    // A minute's pace, then up to ten minutes until the server takes the letter (RFC 5321 4.5.3.2.6), and
    // up to 40 MB on the way to it.
    case .send: .seconds(2_400)
    // All children of a country.
    case .beginDay, .checkpoint: .seconds(300)
    case .waitForMail(let time): time + .seconds(180)
    case .pause(let time): time + .seconds(60)
    // Years of journal are written anew, and messages of nobody read.
    case .keep: .seconds(7_200)
    }
  }
}

extension Promises {
  func begin(_ step: MailboxStep) { promise(.mailbox, step.words, within: step.length) }
}
