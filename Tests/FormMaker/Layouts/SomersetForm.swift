/// The reconstructed Somerset editions (see config/forms/editions): labels, numbers and the trap of
/// table 1a, where three dates share cells with the people.
struct SomersetForm {
  var pen: Pen
  let is2016: Bool
  private var script = FormScript()
  private var phase: Phase { pen.plan.phase }

  /// Nothing at all is filled in.
  private let isTemplate: Bool

  init(_ pen: Pen, is2016: Bool, isTemplate: Bool = false) {
    (self.pen, self.isTemplate) = (pen, isTemplate)
    self.is2016 = is2016 && pen.plan.phase == .keyStages
  }

  static let phaseNames: [Phase: String] = [
    .earlyYears: "Early Years", .keyStages: "KS1-4", .post16: "Post-16",
  ]

  mutating func draw(partA: Bool, partB: Bool) -> (Document, FormScript) {
    let edition = is2016 ? "Revised January 2016" : "Revised August 2018"
    script.phase = phase
    script.part = partA ? (partB ? "AB" : "A") : "B"
    let name = partB ? "  \(Self.phaseNames[phase] ?? "")" : ""
    var blocks: [Block] = [
      .paragraph(
        Paragraph(
          "Somerset PEP  PART \(partA ? (partB ? "A and B" : "A") : "B")\(name)  \(edition)", .bold)
      )
    ]
    if partA { blocks += self.partA(alone: !partB) }
    if partB { blocks += self.partB(hasPartA: partA) }
    script.tags.formUnion(pen.tags)
    return (Document(blocks: blocks), script)
  }

  private mutating func ask(_ field: Field, _ label: String, wide: Bool = false) -> Item {
    script.asked.insert(field)
    let answer = pen.answer(field)
    script.notes.append("\(field.rawValue)\tsomerset edition\t\(label)\t\(answer.shown)")
    return .ask(Ask(label: label, answer: answer, isWide: wide, field: field))
  }

  private func other(_ label: String, _ answer: String = "", wide: Bool = false) -> Item {
    .ask(Ask(label: label, answer: pen.entered(isTemplate ? "" : answer, .text), isWide: wide))
  }

  /// Label and answer in one cell.
  private mutating func together(_ field: Field, _ label: String) -> Cell {
    script.asked.insert(field)
    return Cell([[Run(label + " ", .bold)] + pen.answer(field).lines[0]])
  }

  // MARK: Part A

  private mutating func partA(alone: Bool) -> [Block] {
    let plan = pen.plan
    var personal = [
      ask(.name, "Full name"), other("Known as", plan.child.knownAs), ask(.birth, "Date of birth"),
      ask(.upn, "UPN"),
    ]
    personal += [
      ask(.year, "Year group (NCY)"), ask(.careID, "Social care ID"),
      other("First language", "English"), ask(.school, "Name of school / setting"),
    ]
    let care = [
      ask(.legalStatus, "Legal status"), other("Date came into care", plan.child.inCareSince.iso),
      other("Placement type", "Foster care"),
      ask(.parental, "Who holds parental responsibility?"), ask(.socialWorker, "Social worker"),
      other("Team", plan.child.area), other("Independent Reviewing Officer", "Moira Tench"),
    ]
    var history: [Item] = [
      .rows(
        [[[Run("Lower Marsh Infants")], [Run("2021")], [Run("2024")], [Run("Moved area")]]],
        heads: ["School / setting attended", "From", "To", "Reason for leaving"])
    ]
    if alone || pen.dice.chance(0.6) { history.append(ask(.sen, "SEND status")) }
    let targets: Item = .rows(
      [
        [[Run("Reading")], [Run("WTS")], [Run("EXS")], [Run("EXS")]],
        [[Run("Maths")], [Run("EXS")], [Run("EXS")], [Run("WTS")]],
      ], heads: ["Subject", "Prior attainment", "Target for end of KS", "Current level"])
    return [
      Section(alone ? "1" : "A1", "Personal details", personal),
      Section(alone ? "2" : "A2", "Care information", care),
      Section(alone ? "3" : "A3", "Education history and SEND", history),
      Section(alone ? "4" : "A4", "Academic targets", [targets]),
    ].flatMap { Arrangement.somerset($0) }
  }

  // MARK: Part B

  private mutating func partB(hasPartA: Bool) -> [Block] {
    var blocks: [Block] =
      hasPartA
      ? [.paragraph(Paragraph("PART B  \(Self.phaseNames[phase] ?? "")", .bold))] : [identity()]
    blocks.append(people())
    let tail = is2016 ? old() : new()
    return blocks + ([roles(), progress()] + tail).flatMap { Arrangement.somerset($0) }
  }

  private mutating func identity() -> Block {
    .table(
      Table(rows: [
        [together(.name, "Name of child / young person:"), together(.birth, "Date of birth:")],
        [together(.upn, "UPN:"), together(.careID, "Social care ID:")],
        [together(.school, "School / setting:"), together(.year, "NCY (year group):")],
      ]))
  }

  private mutating func people() -> Block {
    let plan = pen.plan
    let heads = ["Role/relationship", "Name and Email address", "Invited", "Attended"]
    var circulation = Cell([["1. carer"], ["2. IRO"], ["3."]].map { [Run($0[0])] }, span: 1)
    circulation.merge = .begins
    let more = Cell([], span: 1, merge: .goesOn)
    let dates = [
      Cell([
        [
          Run("By when will it be emailed to the people named above? ", .bold),
          Run("Within a week"),
        ]
      ]), together(.meeting, "Date of this meeting:"),
      together(.nextMeeting, "Date of next PEP meeting:"),
      together(.nextReview, "Date of next CLA Review:"),
    ]
    let roles = [
      "Young Person", "Social Worker", "Foster Carer/s", "Designated Teacher", "Teacher",
      "External Agencies", "The Virtual School", "Other",
    ]
    let names = [
      plan.child.forename, "A social worker", "Mr and Mrs Tapp", "The DT", "Miss Ings", "", "", "",
    ]
    let rows = zip(roles, names).enumerated().map { index, row -> [Cell] in
      let right = index == 0 ? circulation : index < 4 ? more : dates[index - 4]
      return [
        Cell(row.0, .bold), Cell(row.1), Cell(row.1.isEmpty ? "" : "✓"),
        Cell(row.1.isEmpty ? "" : "Yes"), right,
      ]
    }
    let head =
      heads.map { Cell($0, .bold) } + [
        Cell(
          "To whom will this PEP be circulated/distributed (with email addresses)? Has the child/young person been consulted about circulation?",
          .bold)
      ]
    return .table(
      Table(
        rows: [[Cell("1a  People involved in this plan and meeting", .bold, span: 5)], head] + rows,
        widths: [18, 26, 10, 11, 35]))
  }

  private mutating func roles() -> Section {
    Section(
      "1(b)", "Roles and responsibilities",
      [
        ask(.parental, "Who holds parental responsibility? Name and relationship to child:"),
        other(
          "Who should be contacted in case of an emergency?", "Foster carer, then the social worker"
        ), other("Who will attend parents’ evenings?", "Carers"),
        other(
          "Is there anyone who should not have unsupervised contact and communication?",
          "See Part A"),
      ])
  }

  private mutating func progress() -> Section {
    var items = [Item]()
    let place = phase == .earlyYears ? "setting" : phase == .post16 ? "college" : "school"
    switch phase {
    case .earlyYears:
      items.append(
        ask(
          .acceptable,
          "Looking at this child’s starting points, is s/he currently making acceptable progress?"))
    case .post16:
      items.append(
        ask(
          .onTrack,
          "Is this young person currently on track to achieve the qualifications agreed at the start of the course?"
        ))
      items.append(
        ask(
          .acceptable,
          "Looking at this young person’s targets, is s/he currently making acceptable academic progress?"
        ))
    case .keyStages:
      items.append(
        other(
          "Are the targets given in section 4 part A accurate, and aspirational? If not please update before submitting this PEP",
          "Yes"))
      items.append(
        ask(
          .onTrack,
          "Is this child/young person currently on track to achieve the agreed academic targets at the end of the KS?"
        ))
      items.append(
        ask(
          .acceptable,
          "Looking at this child/young person’s targets, is s/he currently making acceptable academic progress?"
        ))
    }
    items.append(
      ask(.evidence, "If yes, what is the evidence and rate of this progress?", wide: true))
    items.append(
      ask(
        .measures,
        "If not, what measures has the \(place) put in place to address this concern? What has happened?",
        wide: true))
    items.append(
      other(
        "Do any other agencies or mechanisms need to be put in place to provide support? If so, who?",
        "No"))
    if phase == .keyStages, pen.dice.chance(0.3) {
      items.append(Distractors.foundationGrid(filled: pen.dice.chance(0.4)))
    }
    let titles: [Phase: String] = [
      .earlyYears: "Progress in the Early Years Foundation Stage",
      .keyStages: "Progress towards academic targets",
      .post16: "Progress towards qualification aims",
    ]
    return Section("2a", titles[phase] ?? "", items)
  }

  private mutating func new() -> [Section] {
    var list = [
      Section(
        "2b", "Review of the targets set at the last PEP", [Distractors.lastTargets(&pen.dice)])
    ]
    if phase != .earlyYears {
      list.append(
        Section(
          "3a", "Attendance",
          [
            ask(.attendance, "Attendance this academic year to date (%)"),
            ask(
              .sessionsMissed,
              "Number of sessions missed this academic year (a session is half a day)"),
            other("How many times has the young person been late?", String(pen.dice.below(9))),
            other("Is the young person on a reduced timetable? If so, please give hours", "No"),
            other("Reasons for absence and action taken", "Coughs and colds"),
          ]))
      list.append(
        Section(
          "3b", "Exclusions",
          [
            ask(
              .exclusions,
              "Number of fixed term exclusions since the last PEP (write ‘None’ if there have been none)"
            ), ask(.exclusionDays, "Total number of days"),
            ask(.permanent, "Has the young person been permanently excluded?"),
            other("Internal exclusion / isolation", String(pen.dice.below(3))),
          ]))
    }
    list.append(
      Section(
        "3c", "Changes",
        [
          ask(
            .changes,
            "Changes since the last PEP (school, placement, carer, social worker, legal status, timetable – write ‘None’ if there have been none)",
            wide: true)
        ]))
    list.append(
      Section(
        "4", "Special educational needs and disability (SEND)",
        [
          ask(.sen, "SEND status"),
          ask(
            .senFunding,
            "How is SEND funding being used to support this child/young person? (only where there is SEN Support or an EHCP)",
            wide: true),
        ]))
    list.append(
      Section(
        "5", "My Views",
        [
          ask(
            .views,
            "What I think about \(phase == .earlyYears ? "nursery" : phase == .post16 ? "college" : "school"), what is going well, what I would like to change and what I hope for (in the child’s own words)",
            wide: true),
          other("How were these views gathered and by whom?", "In a chat with the mentor"),
        ]))
    list.append(
      Section(
        "6", "Targets for the next term",
        [targets(["Target (SMART)", "Action", "Who", "By when", "How measured"])]))
    let money =
      phase == .earlyYears
      ? "Early Years Pupil Premium"
      : phase == .post16 ? "Post-16 Pupil Premium Plus" : "Pupil Premium Plus"
    list.append(
      Section(
        "7", money,
        [
          spend(["Intervention", "Cost (£)", "Target it supports", "Intended impact"]),
          ask(.requested, "Amount of Pupil Premium requested this term (£)"),
          ask(.above, "Is this above the termly allocation?"),
          ask(
            .aboveDetail,
            "If yes, please give a detailed summary of the planned use of the additional funding",
            wide: true),
          other("What was the impact of last term’s Pupil Premium?", "Good", wide: true),
        ]))
    list.append(
      Section(
        "9", "Sign off",
        [other("PEP completed by:", "The Designated Teacher"), other("Date completed:", "")]))
    return list
  }

  private mutating func old() -> [Section] {
    [
      Section(
        "2b", "Attendance and exclusions",
        [
          ask(.attendance, "Overall attendance this year (%)"),
          ask(.sessionsMissed, "Sessions absent"),
          ask(.exclusions, "Number of fixed period exclusions since last PEP"),
          ask(.exclusionDays, "Days lost to fixed period exclusion"),
          ask(.permanent, "Permanent exclusion?"),
        ]),
      Section(
        "2c", "Special educational needs",
        [
          ask(.sen, "SEN stage"),
          ask(.senFunding, "Please explain how any SEN funding is used for this pupil", wide: true),
        ]),
      Section(
        "3", "Changes",
        [ask(.changes, "Please record any changes since the last meeting", wide: true)]),
      Section(
        "4", "My Views", [ask(.views, "What does the young person say about school?", wide: true)]),
      Section(
        "5", "Next steps",
        [
          targets([
            "What do we want to achieve?", "How will we do it?", "Who", "By when", "How measured",
          ])
        ]),
      Section(
        "6", "Pupil Premium Grant (PPG)",
        [
          spend(["Proposed spend", "Amount £", "Linked to which target?", "Expected outcome"]),
          ask(.requested, "PPG requested this term"),
          ask(.above, "Is the request higher than the termly allocation?"),
          ask(
            .aboveDetail, "If so, give details of how the additional money will be used", wide: true
          ),
        ]),
    ]
  }

  private mutating func targets(_ heads: [String]) -> Item {
    script.asked.insert(.targets)
    let rows = pen.plan[.targets]?.rows ?? []
    var cells = rows.map { row in
      [Column.target, .action, .who, .byWhen].map { pen.cell(row[$0]) } + [
        [Run("Looked at each fortnight")]
      ]
    }
    while cells.count < 3 { cells.append(heads.map { _ in [] }) }
    return .rows(cells, heads: heads)
  }

  private mutating func spend(_ heads: [String]) -> Item {
    script.asked.insert(.spend)
    let rows = pen.plan[.spend]?.rows ?? []
    var cells = rows.map { row in
      [Column.intervention, .cost, .target, .impact].map { pen.cell(row[$0]) }
    }
    while cells.count < 3 { cells.append(heads.map { _ in [] }) }
    return .rows(cells + [[[Run("Total", .bold)], [], [], []]], heads: heads)
  }
}
