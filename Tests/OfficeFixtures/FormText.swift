import DocumentFixtures
import PepCore

/// A filled-in Part B for key stages 1 to 4, written once and used as what a reader would say of it
/// (`document`) and as a Word file (`docx`). The labels are those of the current edition.
package struct FormText: Sendable {
  package enum Part: Sendable {
    case heading(String)
    case rows([[String]])
  }

  package var title = "Somerset Personal Education Plan (PEP) Part B: KS1-4"
  package var revision = "Revised August 2018"
  /// Answers by label; a label without an entry stands on the form with nothing beside it.
  package var answers: [String: String]
  package var targets = [
    ["Read one book a week", "Paired reading", "Class teacher", "end of term"]
  ]
  package var spend = [["One-to-one tuition", "450", "Reading target", "One grade higher"]]
  /// What stands below the spending: a request above the termly allocation.
  package var request: [[String]] = []
  /// More text under "My Views", to make a form as long as real ones.
  package var moreText = ""
  /// An embedded picture, which makes the file as large as real ones.
  package var picture: [UInt8] = []

  /// Complete, unless answers are taken away.
  package init(_ child: Child, school: School, meeting: CivilDay, attendance: String = "94.2") {
    answers = [
      Label.name: "\(child.forename) \(child.surname)",
      Label.birth: Self.written(child.dateOfBirth), Label.upn: child.upn,
      Label.careID: child.id, Label.school: school.name,
      Label.meeting: Self.written(meeting), Label.next: Self.written(meeting.adding(days: 91)),
      Label.attendance: attendance, Label.exclusions: "0",
      Label.changes: "No changes since the last meeting.",
      Label.onTrack: "Yes", Label.acceptable: "Yes",
      Label.evidence: "Two sub-levels since September in English.",
      Label.sen: "No SEN", Label.views: "I like the art room and want to go on with drawing.",
    ]
  }

  package enum Label {
    package static let name = "Name of child / young person"
    package static let birth = "Date of birth"
    package static let upn = "UPN"
    package static let careID = "Social care ID"
    package static let school = "School"
    package static let meeting = "Date of this meeting"
    package static let next = "Date of next PEP meeting"
    package static let attendance = "Attendance this academic year to date (%)"
    package static let exclusions = "Number of fixed term exclusions since the last PEP"
    package static let changes = "Changes since the last PEP"
    package static let onTrack =
      "Is this child/young person currently on track to achieve the agreed academic targets at the end of the KS?"
    package static let acceptable =
      "Looking at this child/young person’s targets, is s/he currently making acceptable academic progress?"
    package static let evidence = "If yes, what is the evidence and rate of this progress?"
    package static let sen = "SEND status"
    package static let views = "What does the young person say about school"
  }

  /// The form without an answer, to be asked for.
  package func without(_ label: String) -> FormText {
    var form = self
    form.answers[label] = nil
    return form
  }

  package func with(_ label: String, _ answer: String) -> FormText {
    var form = self
    form.answers[label] = answer
    return form
  }

  package var parts: [Part] {
    func rows(_ labels: String...) -> Part { .rows(labels.map { [$0, answers[$0] ?? ""] }) }
    return [
      .heading("1a Personal details"),
      rows(Label.name, Label.birth, Label.upn, Label.careID, Label.school),
      rows(Label.meeting, Label.next),
      .heading("2a Progress"), rows(Label.onTrack, Label.acceptable, Label.evidence),
      .heading("3a Attendance"), rows(Label.attendance),
      .heading("3b Exclusions"), rows(Label.exclusions),
      .heading("3c Changes"), rows(Label.changes),
      .heading("4 Special educational needs"), rows(Label.sen),
      .heading("5 My Views"),
      .rows([[Label.views, (answers[Label.views] ?? "") + moreText]]),
      .heading("6 Targets for the next term"),
      .rows([["Target (SMART)", "Action", "Who", "By when"]] + targets),
      .heading("7 Pupil Premium"),
      .rows([["Intervention", "Cost (£)", "Target it supports", "Intended impact"]] + spend),
    ] + (request.isEmpty ? [] : [.rows(request)])
  }

  private static func written(_ day: CivilDay) -> String {
    "\(SampleOffice.two(day.day))/\(SampleOffice.two(day.month))/\(day.year)"
  }
}

extension FormText {
  package var document: DocumentFacts {
    func paragraph(_ text: String, level: Int? = nil) -> Block {
      .paragraph(Paragraph(text.isEmpty ? [] : [Run(text)], headingLevel: level))
    }
    let blocks = parts.map { part in
      switch part {
      case .heading(let text): paragraph(text, level: 2)
      case .rows(let rows):
        Block.table(Table(rows: rows.map { row in row.map { Cell([paragraph($0)]) } }))
      }
    }
    return DocumentFacts(
      format: .docx, blocks: [paragraph(title, level: 1), paragraph(revision)] + blocks)
  }

  package var docx: [UInt8] { wordFile.bytes }

  package var wordFile: WordFile {
    let body = parts.map { part in
      switch part {
      case .heading(let text): p(r(Self.escaped(text)), "<w:pStyle w:val=\"Heading2\"/>")
      case .rows(let rows):
        "<w:tbl>"
          + rows.map { row in "<w:tr>" + row.map { cell(Self.escaped($0)) }.joined() + "</w:tr>" }
          .joined() + "</w:tbl>"
      }
    }
    var file = WordFile(p(r(Self.escaped(title))) + p(r(revision)) + body.joined())
    file.styles = """
      <w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>\
      <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
      """
    if !picture.isEmpty { file.media = [("image1.jpeg", picture)] }
    return file
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
  }
}
