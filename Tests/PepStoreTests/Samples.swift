import FoundationEssentials
import PepCore

@testable import PepStore

/// Everything invented; domains end in `.example`.
enum Sample {
  static let now = Date(timeIntervalSince1970: 1_795_000_000)
  static let day = CivilDay(number: 20_775)
  static let term = SchoolTerm(startYear: 2026, season: .autumn)
  static let plan = PlanKey(child: "C9001", term: term)
  static let digest = String(repeating: "ab", count: 32)

  static func child(_ id: String = "C9001", surname: String = "Quenby") -> Child {
    Child(
      id: id, upn: "A999000000001", surname: surname, forename: "Isolde", knownAs: "Izzy",
      dateOfBirth: CivilDay(number: 16_000), yearGroup: yearSeven,
      provision: .school, schoolURN: "900001", socialWorkerID: "P901", advisoryTeacherID: "P902",
      areaTeam: "Northmoor", inCareSince: CivilDay(number: 19_000),
      leftCareOn: CivilDay(number: 21_500), termlyAllocation: 850)
  }

  private static let yearSeven = (1...14).compactMap { YearGroup(String($0)) }[6]

  static func school(_ urn: String = "900001") -> School {
    School(
      urn: urn, name: "Larkrise School", designatedTeacher: "Tamsin Orrell",
      designatedTeacherEmail: "dt@larkrise.example", headTeacher: "Piers Hallam",
      headTeacherEmail: "head@larkrise.example", domains: ["larkrise.example"],
      phone: "01632 960999")
  }

  static func person(_ id: String, _ role: StaffMember.Role) -> StaffMember {
    StaffMember(
      id: id, name: "Rowan \(id)", role: role, email: "\(id.lowercased())@county.example",
      areaTeam: "Northmoor")
  }

  static let roster = Roster(
    children: [child()], schools: [school()],
    staff: [person("P901", .socialWorker), person("P902", .advisoryTeacher)])

  static var listing: [RegisterChange] {
    RosterDifference(from: Register(), to: roster).changes
  }

  static func document(_ digest: String, _ name: String = "C9001 PEP Part B.docx")
    -> FiledDocument
  {
    FiledDocument(
      digest: digest, contentDigest: "says-\(digest.prefix(8))", kind: .pep, part: .b,
      fileName: name, message: "M-1", receivedOn: day)
  }

  static func value(_ value: FieldValue, message: String = "M-1") -> RecordedValue {
    RecordedValue(
      value: value, origin: .form, document: digest, place: "table 3, row 2", message: message,
      recordedOn: day)
  }

  static func letter(
    _ reference: String, kind: LetterDraft.Kind = .chase, isHeld: Bool = false,
    attached: String? = nil
  ) -> StoredLetter {
    var letter = StoredLetter(
      draft: LetterDraft(
        kind: kind, to: .designatedTeacher("900001"), reference: reference, plan: plan,
        asks: [.senStatus],
        attachments: attached.map { [.init(digest: $0, fileName: "form.docx")] } ?? [],
        facts: [
          "due": .text("5 December 2026"), "first": .flag(true),
          "gaps": .list([["label": .text("SEND status")]]),
        ], inReplyTo: "a@larkrise.example"),
      subject: "PEP information needed", text: "Dear colleague", html: "<p>Dear colleague</p>",
      messageID: "\(reference)@county.example", date: now, isHeld: isHeld)
    letter.draft.question = "Q-0"
    letter.draft.isLate = true
    letter.draft.report = CalendarMonth(of: day)
    letter.draft.form = .keyStages1to4
    return letter
  }

  static func location(_ uid: UInt32, folder: String = "INBOX") -> MessageLocation {
    MessageLocation(folder: folder, uidValidity: 77, uid: uid)
  }

  static func message(
    _ digest: String?, reference: String, uid: UInt32, changes: [RegisterChange] = [],
    letters: [StoredLetter] = [], again: Bool = false
  ) -> JournalEntry {
    .message(
      HandledMessage(
        reference: reference, location: location(uid), messageID: "m\(uid)@larkrise.example",
        digest: digest, again: again, kind: .submission, outcome: .registered,
        filing: .registered, changes: changes, letters: letters, reasons: ["a form was read"]))
  }

  /// Mail that concerns no plan and is left alone.
  static func ordinary(_ digest: String, reference: String, uid: UInt32) -> HandledMessage {
    HandledMessage(
      reference: reference, location: location(uid), messageID: "m\(uid)@larkrise.example",
      digest: digest, kind: .unrelated, outcome: .ignored, reason: .unrelated, filing: .leave,
      reasons: ["brings no form"])
  }
}

/// Opens a store on a simulated disk.
func open(_ disk: SimulatedDisk, segmentBytes: Int = 1 << 30) throws -> RegisterStore {
  try RegisterStore(folder: "/srv/state", at: Sample.now, files: disk, segmentBytes: segmentBytes)
}

/// Keeps bytes made of a text and commits a message with them.
@discardableResult
func handle(
  _ text: String, uid: UInt32, in store: RegisterStore, changes: [RegisterChange] = [],
  letters: [StoredLetter] = []
) async throws -> String {
  let digest = try await store.keep(received: Data(text.utf8))
  let reference = await store.reference(for: digest)
  try await store.commit(
    [
      Sample.message(digest, reference: reference, uid: uid, changes: changes, letters: letters)
    ], at: Sample.now)
  return reference
}
