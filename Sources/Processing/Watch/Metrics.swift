import Foundation
import PepCore
import PepStore

/// The text that node_exporter's textfile collector reads (Prometheus exposition format 0.0.4).
/// Points of time and not ages, so that a dead daemon shows as one. No personal labels.
enum Metrics {
  struct Figures {
    var letters: [LetterState: Int]
    var reviews: Int
    var isStopped: Bool
    var journalLine: Int
    var secretEnds: CivilDay?
    var stateFolder: String
  }

  static func text(_ pulse: Pulse, _ figures: Figures) -> String {
    var page = Page()
    page.moment("start_time", "Start of the daemon.", pulse.startedAt)
    page.moment("last_round_timestamp", "End of the last round.", pulse.lastRound)
    page.moment("last_message_timestamp", "When a message was last handled.", pulse.lastMessage)
    page.gauge("unprocessed_messages", "Messages seen and not yet handled.", pulse.unprocessed)
    page.moment(
      "oldest_unprocessed_message_timestamp", "Arrival of the oldest message not yet handled.",
      pulse.oldestUnprocessed)
    for server in WatchedServer.allCases {
      page.gauge(
        "\(server.rawValue)_up", "1 where the server answered when it was last asked.",
        pulse.outages[server] == nil ? 1 : 0)
    }
    page.family("letters", "gauge", "Letters in the outbox by state.")
    for state in LetterState.allCases where state != .sent && state != .dropped {
      page.sample("letters{state=\"\(state.rawValue)\"}", figures.letters[state] ?? 0)
    }
    page.gauge("reviews_open", "Messages before a person.", figures.reviews)
    page.gauge("sending_stopped", "1 while all sending is stopped.", figures.isStopped ? 1 : 0)
    page.moment("token_expiry_timestamp", "End of the access token.", pulse.tokenEnds)
    page.moment(
      "secret_expiry_timestamp", "End of the client secret.",
      figures.secretEnds.map { Date(timeIntervalSince1970: Double($0.number) * 86_400) })
    page.moment(
      "canary_sent_timestamp", "When a test message was last sent.", pulse.canary?.lastSent)
    page.moment(
      "canary_received_timestamp", "When a test message last came.", pulse.canary?.lastBack)
    page.moment(
      "checkpoint_timestamp", "When register.json was last written.",
      Checkpoints.age(stateFolder: figures.stateFolder))
    page.gauge("journal_lines", "Lines of the journal.", figures.journalLine)
    page.family("messages_total", "counter", "Messages handled, by outcome.")
    for (outcome, count) in [
      ("registered", pulse.registered), ("review", pulse.review), ("ignored", pulse.ignored),
    ] {
      page.sample("messages_total{outcome=\"\(outcome)\"}", count)
    }
    page.counter("rounds_total", "Rounds finished.", pulse.rounds)
    page.counter("letters_sent_total", "Letters that the server took.", pulse.lettersSent)
    return page.text
  }

  private struct Page {
    var text = ""

    mutating func family(_ name: String, _ type: String, _ help: String) {
      text += "# HELP pepd_\(name) \(help)\n# TYPE pepd_\(name) \(type)\n"
    }

    mutating func sample(_ name: String, _ value: Int) { text += "pepd_\(name) \(value)\n" }

    mutating func gauge(_ name: String, _ help: String, _ value: Int) {
      family(name, "gauge", help)
      sample(name, value)
    }

    mutating func counter(_ name: String, _ help: String, _ value: Int) {
      family(name, "counter", help)
      sample(name, value)
    }

    /// Left out where it is not known.
    mutating func moment(_ name: String, _ help: String, _ moment: Date?) {
      guard let moment else { return }
      gauge(name + "_seconds", help, Int(moment.timeIntervalSince1970))
    }
  }
}

package enum Checkpoints {
  /// When register.json was last written.
  package static func age(stateFolder: String) -> Date? {
    let path = stateFolder + "/register/register.json"
    return (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }
}
