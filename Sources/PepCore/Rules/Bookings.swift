/// "The PEP should be initiated by the social worker … and must include notifying
/// thevirtualschool@somerset.gov.uk in plenty of time" (paper, "Who initiates the PEP?").
enum Bookings {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .booking else { return nil }
    let text = ReplyText.above(mail.facts.body)
    guard let child = announcedChild(mail) else {
      return mail.review(.childNotIdentified, "the notice names no child for certain")
    }
    let id = child.id
    guard mail.sender.isKnown(for: child, mail.register) || mail.message.isAccepted else {
      return mail.review(.senderNotKnown, "the sender is not known for that child", child: id)
    }
    guard child.isInCare(on: mail.today) else {
      return mail.review(.childNotInCare, "the child has left care", child: id)
    }
    guard let day = meetingDay(mail, text) else {
      return mail.review(.unsure, "the notice gives no single day", child: id)
    }
    let key = PlanKey(child: id, term: SchoolTerm(of: day))
    return Decision(
      message: .booking, outcome: .registered, attachments: mail.verdicts,
      plans: [PlanVerdict(plan: key, fields: [.meetingDate: .date(day)], missing: [])],
      changes: [.meetingBooked(key, Meeting(day: day, message: mail.message.reference))],
      filing: .registered, reasons: ["a PEP meeting is announced"])
  }

  /// Prose that says when a PEP meeting will be.
  static func announcesMeeting(_ facts: MessageFacts) -> Bool {
    let text = ReplyText.above(facts.body)
    let all = Wording.folded(facts.subject + " " + text)
    guard all.contains("pep"), let received = facts.date ?? facts.received else { return false }
    let near = CivilDay(number: Int((received.seconds / 86_400)))
    let words = Set(all)
    let speaksOfMeeting =
      words.contains("meeting") || words.contains("held") || words.contains("booked")
      || words.contains("arranged") || words.contains("scheduled")
    return speaksOfMeeting
      && announcement.contains { phrase in Wording.key(facts.subject + " " + text).contains(phrase)
      }
      && Sentences.of(text).contains { sentence in
        // "Is the meeting on the 8th?" announces nothing.
        !sentence.hasSuffix("?") && DateAnswer.find(in: sentence, near: near).contains { $0 >= near }
      }
  }

  private static let announcement = [
    "will be", "will take place", "is booked", "has been booked", "is arranged",
    "has been arranged",
    "is scheduled", "is on", "to be held", "has been set", "is set for", "invite you", "invited",
    "confirm", "date for", "have booked", "have arranged", "moved to", "rearranged", "takes place",
  ]

  /// By number, or by a full name that is only one child's and of a child of the sender's.
  private static func announcedChild(_ mail: Mail) -> Child? {
    let text = mail.facts.subject + "\n" + ReplyText.above(mail.facts.body) + "\n" + calendarText(mail)
    let facts = MentionedChild.facts(in: text, mail.register)
    if case .child(let id) = ChildIdentity(mail.register).identify(facts) {
      return mail.register.children[id]
    }
    guard facts.isEmpty else { return nil }
    let named = MentionedChild.named(in: text, mail.register)
    return named.count == 1 ? named.first : nil
  }

  private static func calendarText(_ mail: Mail) -> String {
    mail.facts.attachments.map { attachment in
      if case .calendar(let text) = attachment.content { CalendarEntry(text).words } else { "" }
    }.joined(separator: "\n")
  }

  private static func meetingDay(_ mail: Mail, _ text: String) -> CivilDay? {
    for attachment in mail.facts.attachments {
      // A cancellation (RFC 5546 section 3.2.5) is no meeting; a person sees to it.
      if case .calendar(let entry) = attachment.content, entry.contains("METHOD:CANCEL") { return nil }
      if case .calendar(let entry) = attachment.content, let day = CalendarEntry(entry).startDay {
        return day
      }
    }
    let days = Set(
      DateAnswer.find(in: text, near: mail.today).filter { $0 >= mail.message.arrivedOn })
    return days.count == 1 ? days.first : nil
  }
}

/// The child that prose names: a care ID, a UPN or a full name of the roster.
enum MentionedChild {
  static func facts(in text: String, _ register: Register) -> ChildFacts {
    var facts = ChildFacts()
    for word in Set(Wording.folded(text).map { $0.uppercased() }) {
      if register.index.childrenByCareID[word]?.isEmpty == false { facts.careIDs.append(word) }
      if register.index.childrenByUPN[word]?.isEmpty == false, let upn = UPN(word) { facts.upns.append(upn) }
    }
    return facts
  }
}

extension MentionedChild {
  /// Children whose forename or known-as name stands before their whole surname.
  static func named(in text: String, _ register: Register) -> [Child] {
    let words = " " + Wording.key(text) + " "
    return register.children(bySurnameAmong: Set(Wording.folded(text))).filter { child in
      [child.forename, child.knownAs ?? ""].contains { name in
        !name.isEmpty && words.contains(" " + Wording.key(name + " " + child.surname) + " ")
      }
    }
  }
}

/// The little of iCalendar (RFC 5545) that a meeting's day needs.
struct CalendarEntry {
  private var properties: [(name: String, value: String)] = []

  init(_ text: String) {
    var inEvent = false
    for line in Self.unfolded(text) {
      if line.hasPrefix("BEGIN:VEVENT") { inEvent = true }
      if line.hasPrefix("END:VEVENT") { inEvent = false }
      guard inEvent, let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].split(separator: ";").first.map(String.init) ?? ""
      properties.append((name.uppercased(), String(line[line.index(after: colon)...])))
    }
  }

  var startDay: CivilDay? {
    guard let start = properties.first(where: { $0.name == "DTSTART" })?.value,
      start.utf8.count >= 8
    else { return nil }
    let digits = Array(start.prefix(8))
    guard digits.allSatisfy(\.isNumber) else { return nil }
    return CivilDay(
      String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8]))
  }

  var words: String {
    properties.filter { ["SUMMARY", "DESCRIPTION", "LOCATION"].contains($0.name) }
      .map { $0.value.replacing("\\n", with: "\n").replacing("\\,", with: ",") }
      .joined(separator: "\n")
  }

  /// RFC 5545 section 3.1: a line that begins with a blank continues the one before.
  private static func unfolded(_ text: String) -> [String] {
    var lines: [String] = []
    for raw in text.split(whereSeparator: \.isNewline) {
      if let first = raw.first, first == " " || first == "\t", !lines.isEmpty {
        lines[lines.count - 1] += raw.dropFirst()
      } else {
        lines.append(String(raw))
      }
    }
    return lines
  }
}
