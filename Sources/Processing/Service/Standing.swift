import Foundation
import PepCore
import PepStore

/// How the daemon stands, for the one line that `systemctl status` shows. Figures and times of day only:
/// everybody on the machine can read it.
package struct Standing: Hashable, Sendable {
  /// Minutes since midnight in the United Kingdom.
  var lookedThrough: Int
  var next: Int
  var result: RoundResult
  var childrenInCare: Int
  var beforeAPerson: Int
  var letters: Int
  var lettersHeld: Int
  var isSendingStopped: Bool

  init(
    _ result: RoundResult, _ register: Register, _ outbox: Outbox, isSendingStopped: Bool,
    at clock: Clock, next wait: Duration
  ) {
    let today = clock.today
    self.result = result
    self.isSendingStopped = isSendingStopped
    lookedThrough = clock.minuteOfDay
    next = (lookedThrough + Int(wait.components.seconds) / 60) % 1_440
    childrenInCare = register.children.values.filter { $0.isInCare(on: today) }.count
    beforeAPerson = register.reviews.count
    letters = outbox.open.count
    lettersHeld = outbox.open.values.filter { $0.state == .held }.count
  }

  package var line: String {
    "Mailbox ok; looked through at \(Self.time(lookedThrough)) (\(result.registered) registered, "
      + "\(result.review) before a person), next by \(Self.time(next)); "
      + "\(childrenInCare) children, \(beforeAPerson) message(s) wait for a person; outbox \(letters)"
      + (lettersHeld > 0 ? ", of which \(lettersHeld) held" : "")
      + (isSendingStopped ? "; all sending is STOPPED" : "")
  }

  static func time(_ minuteOfDay: Int) -> String {
    let hours = minuteOfDay / 60
    let minutes = minuteOfDay % 60
    return (hours < 10 ? "0" : "") + "\(hours):" + (minutes < 10 ? "0" : "") + "\(minutes)"
  }
}
