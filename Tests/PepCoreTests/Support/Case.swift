import Foundation
import PepConfig
import PepCore
import PepStore
import Yams

/// One folder below `Cases/`: `case.yaml` tells what happened, `expected.txt` what is decided.
struct Case: Sendable {
  let name: String
  let folder: String

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every case, as `rule/case`.
  static let all: [Case] = {
    let files = FileManager.default
    let cases = root.appending(path: "Cases").path
    let rules = (try? files.contentsOfDirectory(atPath: cases))?.sorted() ?? []
    return rules.flatMap { rule in
      ((try? files.contentsOfDirectory(atPath: "\(cases)/\(rule)"))?.sorted() ?? []).map {
        Case(name: "\(rule)/\($0)", folder: "\(cases)/\(rule)/\($0)")
      }
    }
  }()

  var expectedFile: String { folder + "/expected.txt" }

  func steps() throws -> [CaseStep] {
    let text = try String(contentsOfFile: folder + "/case.yaml", encoding: .utf8)
    return try YAMLDecoder().decode([CaseStep].self, from: text)
  }
}

/// What happens next in a case: a message, days that begin, a change of the roster, a person's decision, or
/// the hour at which letters leave.
enum CaseStep: Decodable, Sendable {
  case message(CaseMessage)
  case days(CaseDays)
  case roster(CaseRoster)
  case person(CaseDecision)
  case sending(on: String)
  /// A day on which schools are shut that the calendar learns of: snow, training.
  case closing(on: String)
  /// `process_mail_since` of the settings.
  case firstStart(on: String)
  /// What the register holds at this point.
  case showing(child: String, field: String)

  private enum Key: String, CodingKey {
    case begins, only, child, person, sends, closes, since, gone, shows, field
  }

  init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: Key.self)
    if let day = try keys.decodeIfPresent(String.self, forKey: .sends) {
      self = .sending(on: day)
    } else if let day = try keys.decodeIfPresent(String.self, forKey: .closes) {
      self = .closing(on: day)
    } else if let day = try keys.decodeIfPresent(String.self, forKey: .since) {
      self = .firstStart(on: day)
    } else if let child = try keys.decodeIfPresent(String.self, forKey: .shows) {
      self = .showing(child: child, field: try keys.decode(String.self, forKey: .field))
    } else if let decision = try keys.decodeIfPresent(CaseDecision.self, forKey: .person) {
      self = .person(decision)
    } else if keys.contains(.begins) {
      self = .days(try CaseDays(from: decoder))
    } else if keys.contains(.only) || keys.contains(.child) || keys.contains(.gone) {
      self = .roster(try CaseRoster(from: decoder))
    } else {
      self = .message(try CaseMessage(from: decoder))
    }
  }
}

/// Every day from `begins` through `through` (that day alone where it is absent).
struct CaseDays: Decodable, Sendable {
  var begins: String
  var through: String?
  /// The figures of months go out too. Elsewhere they have gone, so that a case shows its own letters.
  var months: Bool?
}

/// The children to keep, or what becomes of one.
struct CaseRoster: Decodable, Sendable {
  var only: [String]?
  /// Staff ID of somebody who is not there any more.
  var gone: String?
  var child: String?
  var inCareSince: String?
  var leftCareOn: String?
  var school: String?
  var socialWorker: String?
  var advisoryTeacher: String?
  var held: String?
  var authority: String?
  var yearGroup: String?
  var born: String?
  /// The day of the import; that of the step before where it is absent.
  var on: String?
  /// Somebody whom `only` took out is listed.
  var isNew: Bool?

  func changes(_ register: Register) throws -> [RegisterChange] {
    if let only {
      return register.children.keys.sorted().filter { !only.contains($0) }.map {
        .childRemoved($0)
      }
    }
    if let gone { return [.staffRemoved(gone)] }
    let all = isNew == true ? try TestOffice.register() : register
    guard let id = child, var changed = all.children[id] else { return [] }
    if let authority { changed.placingAuthority = authority }
    if let yearGroup, let year = YearGroup(yearGroup) { changed.yearGroup = year }
    if let born, let day = CivilDay(born) { changed.dateOfBirth = day }
    if let inCareSince { changed.inCareSince = CivilDay(inCareSince) }
    if let leftCareOn { changed.leftCareOn = CivilDay(leftCareOn) }
    if let school { changed.schoolURN = school.isEmpty ? nil : school }
    if let socialWorker { changed.socialWorkerID = socialWorker.isEmpty ? nil : socialWorker }
    if let advisoryTeacher {
      changed.advisoryTeacherID = advisoryTeacher.isEmpty ? nil : advisoryTeacher
    }
    var changes: [RegisterChange] = changed == register.children[id] ? [] : [.childListed(changed)]
    if let held, let day = CivilDay(held) {
      changes.append(.childHeld(id, Hold(by: "d.penhale", since: day, reason: "telephoned")))
    }
    return changes
  }
}

/// What a person decides by a command, on the day of the step before.
struct CaseDecision: Decodable, Sendable {
  enum Deed: String, Decodable, Sendable {
    case hold, resume, dismiss, assign, clearAddress, correct, clear, closeQuery, release, withhold
  }

  var does: Deed
  /// A care ID, a message or an address.
  var of: String
  var child: String?
  var field: String?
  var value: String?

  func request(_ register: Register) -> AdministratorRequest {
    switch does {
    case .hold: .hold(child: of, reason: "telephoned")
    case .resume: .resume(child: of)
    case .dismiss: .dismiss(review: of)
    case .assign: .assign(review: of, child: child ?? "")
    case .clearAddress: .clearAddress(of)
    case .correct: .correct(child: of, field: field ?? "", value: value ?? "", term: nil)
    case .clear: .clearCorrection(child: of, field: field ?? "", term: nil)
    case .closeQuery:
      .closeQuery(register.queries.first { $0.value.plan.child == of }?.key ?? "none")
    case .release, .withhold:
      .funding(child: of, term: nil, isReleased: does == .release, reason: "read it")
    }
  }
}

/// A message of a case, as `case.yaml` has it. Several are judged one after the other.
struct CaseMessage: Decodable, Sendable {
  var day: String
  var from: String
  var authentication: String?
  var subject: String?
  var body: String?
  /// A form pasted into the message with its tables, in the notation of `FormText`.
  var pasted: String?
  var headers: [String: String]?
  var inReplyTo: String?
  var bounce: String?
  var accepted: Bool?
  /// The child whom a person named.
  var assigned: String?
  /// Larger than is fetched.
  var oversized: Bool?
  var defects: [MessageDefect]?
  var attachments: [Attachment]?

  struct Attachment: Decodable, Sendable {
    var name: String
    /// A form in the notation of `FormText`.
    var form: String?
    /// Remarks of the reader about that form.
    var remarks: [DocumentFacts.Remark]?
    /// sealed, unreadable, picture, photo, zip; scan, page: the form as it was recognised in a scan, or in the
    /// photograph of one page
    var content: String?
    var calendar: CaseCalendar?
  }
}

extension CaseMessage {
  func facts() throws -> MessageFacts {
    var facts = MessageFacts(
      subject: subject ?? "PEP", body: body ?? "Please find the PEP attached.")
    facts.bodyBlocks = pasted.map { FormText.document($0).blocks }
    facts.from = [MailAddress(address: from)]
    facts.messageID = "m-\(day)@\(from.split(separator: "@").last ?? "")"
    facts.inReplyTo = inReplyTo.map { [$0] } ?? []
    let domain = from.split(separator: "@").last.map(String.init) ?? ""
    facts.headers = [
      .init(
        name: "authentication-results",
        value: authentication ?? "mx.somerset.example; dmarc=pass header.from=\(domain)")
    ]
    for (name, value) in headers ?? [:] { facts.headers.append(.init(name: name, value: value)) }
    facts.report = bounce.flatMap { DeliveryReport.Action(rawValue: $0) }.map {
      DeliveryReport(action: $0, status: "5.1.1")
    }
    facts.defects = defects ?? []
    facts.attachments = (attachments ?? []).map { $0.facts() }
    let seconds = Int64((CivilDay(day)?.number ?? 0) * 86_400 + 36_000)
    facts.date = MessageDate(seconds: seconds, offsetMinutes: 0)
    return facts
  }
}

extension CaseMessage.Attachment {
  private var document: DocumentFacts {
    var document = FormText.document(form ?? "")
    document.remarks = remarks ?? []
    if content == "scan" || content == "page" { document.method = .recognised }
    if content == "page" { document.format = .picture }
    return document
  }

  func facts() -> AttachmentFacts {
    let content: AttachmentContent =
      if let calendar { .calendar(calendar.facts()) } else {
        contentByName()
      }
    return AttachmentFacts(
      name: name, declaredType: "application/octet-stream", size: form?.utf8.count ?? 1,
      digest: StableDigest.of((form ?? "") + (self.content ?? "")), content: content)
  }

  private func contentByName() -> AttachmentContent {
    switch self.content?.split(separator: ":", maxSplits: 1).first {
    case "sealed": .sealed(.officePassword)
    case "unreadable": .unreadable(.damaged)
    case "picture": .picture(width: 120, height: 40)
    case "photo": .picture(width: 3000, height: 4000)
    case "zip": .container(.zip)
    default: .document(document)
    }
  }
}

/// An invitation with one event, as the reader would tell of it.
struct CaseCalendar: Decodable, Sendable {
  var method: String?
  var uid: String?
  var sequence: Int?
  var start: String?
  var recurring: Bool?
  var status: String?
  var words: String?

  func facts() -> CalendarFacts {
    CalendarFacts(
      method: method.flatMap { CalendarFacts.Method(rawValue: $0) },
      events: [
        CalendarEvent(
          uid: uid ?? "", sequence: sequence ?? 0, start: start.flatMap { CivilDay($0) },
          isRecurring: recurring ?? false, isCancelled: status == "cancelled", words: words ?? "")
      ])
  }
}

/// Digests for tests: stable, and no cryptography in the centre's tests.
enum StableDigest {
  static func of(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let hex = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }
}

/// The office of the cases: the shipped forms, and a small invented roster.
enum TestOffice {
  static let configuration = Case.root.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "config").path

  static func policy() throws -> Policy { try madePolicy.get() }
  static func calendar() throws -> OfficeCalendar { try madeCalendar.get() }
  static func register() throws -> Register { try madeRegister.get() }

  // Made once: hundreds of cases ask, and the catalogue has thousands of words.

  private static let madePolicy = Result {
    Policy(
      authority: "Somerset", authorityDomains: ["somerset.example"],
      mailbox: "thevirtualschool@somerset.example", authenticationServer: "mx.somerset.example",
      forms: try FormFiles.read(folder: configuration + "/forms"))
  }

  private static let madeCalendar = Result {
    OfficeCalendar(
      holidays: try CalendarFiles.bankHolidays(
        file: configuration + "/calendars/bank-holidays.json"),
      terms: try CalendarFiles.termDates(file: configuration + "/calendars/terms.yaml"))
  }

  private static let madeRegister = Result {
    Register(roster: try RosterFiles.read(folder: Case.root.appending(path: "Roster").path))
  }
}
