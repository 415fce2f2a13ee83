/// A form of no known edition: its wordings, numbers, order and layouts are drawn by lot.
struct FreeForm {
  private var pen: Pen
  private var dice: Dice
  private var script = FormScript()
  private let subject: (person: String, place: String)
  private let hasRareLabels: Bool
  private let numbering: Int
  private let labelCase: Int
  private let ending: String
  private let mark: String
  private var number = 0

  init(_ pen: Pen, _ dice: Dice) {
    self.pen = pen
    var dice = dice
    subject = Wordings.subject(pen.plan.phase, &dice)
    hasRareLabels = dice.chance(0.12)
    numbering = dice.below(7)
    labelCase = dice.below(8)
    ending = dice.pick(["", ":", ":", " "])
    mark = dice.pick(["✓", "✓", "X", "x", "☒", "✔"])
    self.dice = dice
  }

  mutating func draw(withCare: Bool) -> (Document, FormScript) {
    let phase = pen.plan.phase
    script.phase = phase
    script.part = withCare ? "AB" : "B"
    let titles: [Phase: [String]] = [
      .earlyYears: ["Early Years", "EYFS"],
      .keyStages: ["Key Stages 1-4", "", "School age", "KS1-4"], .post16: ["Post-16", "Post 16"],
    ]
    let title =
      dice.pick([
        "Personal Education Plan", "Personal Education Plan (PEP)", "PEP",
        "Somerset Virtual School PEP",
      ]) + " " + dice.pick(titles[phase] ?? [""])
    var blocks: [Block] = [
      .paragraph(Paragraph([Run(title, .bold)], heading: dice.chance(0.5) ? 1 : 0))
    ]
    for section in sections(withCare) {
      let style = self.style(section)
      for case .ask(let ask) in section.items {
        guard let field = ask.field else { continue }
        script.notes.append(
          "\(field.rawValue)\t\(style)\t\(ask.label.replacing("\n", with: " "))\t\(ask.answer.shown)"
        )
      }
      script.tags.insert("layout-\(style)")
      blocks += Arrangement.draw(section, style, boldLabels: dice.chance(0.8), &dice)
    }
    script.tags.formUnion(pen.tags)
    return (Document(blocks: blocks), script)
  }

  /// Targets one under the other stay so.
  private mutating func style(_ section: Section) -> Arrangement.Style {
    let style = Arrangement.pick(&dice)
    let isBlocks = section.items.contains {
      if case .ask(let ask) = $0 { ask.label.hasPrefix("Target 1") } else { false }
    }
    let choices = section.items.filter {
      if case .ask(let ask) = $0 { Self.isChoice(ask.field) } else { false }
    }
    if choices.count >= 2, pen.entry == .plain, dice.chance(0.4) { return .yesNoColumns }
    return isBlocks && (style == .headerRow || style == .fourColumns) ? .twoColumns : style
  }

  private static func isChoice(_ field: Field?) -> Bool {
    field == .onTrack || field == .acceptable || field == .permanent || field == .above
  }

  // MARK: Sections

  private mutating func sections(_ withCare: Bool) -> [Section] {
    let phase = pen.plan.phase
    var list = [section("personal", [.name, .birth, .upn, .careID, .year, .school])]
    if withCare { list.append(section("care", [.legalStatus, .socialWorker, .parental])) }
    list.append(
      section("meeting", [.meeting, .nextMeeting] + (dice.chance(0.6) ? [.nextReview] : [])))
    var middle = [
      section(
        "progress", (phase == .earlyYears ? [] : [.onTrack]) + [.acceptable, .evidence, .measures])
    ]
    if phase != .earlyYears {
      var attendance = section(
        "attendance", [.attendance] + (dice.chance(0.6) ? [.sessionsMissed] : []))
      attendance.items += traps()
      middle.append(attendance)
      middle.append(
        section(
          "exclusions", [.exclusions] + (dice.chance(0.6) ? [.exclusionDays, .permanent] : [])))
    }
    middle += [
      section("changes", [.changes]), section("sen", [.sen, .senFunding]),
      section("views", [.views]),
    ]
    if dice.chance(0.4) {
      middle.append(
        Section(
          nextNumber(), dice.pick(Wordings.sections["last"] ?? []), [Distractors.lastTargets(&dice)]
        ))
    }
    list += dice.chance(0.5) ? middle : dice.shuffled(middle)
    list.append(targets())
    list.append(premium())
    return list
  }

  private mutating func section(_ key: String, _ fields: [Field]) -> Section {
    let title = dice.pick(Wordings.sections[key] ?? [key])
    return Section(nextNumber(), title, fields.map { ask($0) })
  }

  private mutating func nextNumber() -> String {
    number += 1
    switch numbering {
    case 0: return "\(number)"
    case 1: return "\(number)a"
    case 2: return "\(number)(a)"
    case 3: return "A\(number)"
    case 4: return "Section \(number):"
    case 5: return "\(number)."
    default: return ""
    }
  }

  private mutating func traps() -> [Item] {
    var items: [Item] = []
    if dice.chance(0.3) { items.append(other("Number of lates", String(dice.below(12)))) }
    if dice.chance(0.15) { items.append(other("Current attendance data has been entered", "☒")) }
    if dice.chance(0.2) { items.append(other("Attendance at the PEP", "Carer, social worker")) }
    if dice.chance(0.2) {
      items.append(other("Is the \(subject.person) on a reduced timetable?", "No"))
    }
    return items
  }

  private func other(_ label: String, _ answer: String) -> Item {
    .ask(Ask(label: label + ending, answer: Answer(answer)))
  }

  // MARK: Questions

  private mutating func ask(_ field: Field) -> Item {
    script.asked.insert(field)
    let isWide = [.evidence, .measures, .changes, .views, .senFunding, .aboveDetail].contains(field)
    return .ask(
      Ask(
        label: label(field), answer: pen.answer(field), isWide: isWide && dice.chance(0.5),
        field: field, choice: pen.plan[field]?.flag, mark: mark))
  }

  private mutating func label(_ field: Field) -> String {
    var wording = dice.pick(Wordings.usual[field] ?? [field.rawValue])
    if hasRareLabels, dice.chance(0.25), let rare = Wordings.rare[field] {
      wording = dice.pick(rare)
      script.tags.insert("unseen-label")
    }
    wording = wording.replacing("{c}", with: subject.person).replacing("{s}", with: subject.place)
      .replacing("{C}", with: subject.person.prefix(1).uppercased() + subject.person.dropFirst())
    if dice.chance(0.02), let slip = slipped(wording) {
      wording = slip
      script.tags.insert("label-slip")
    }
    if dice.chance(0.05) {
      wording += field == .attendance ? " (please give the figure)" : " (please complete)"
    }
    if labelCase == 0 { wording = wording.uppercased() }
    let label = wording.hasSuffix("?") || wording.hasSuffix(")") ? wording : wording + ending
    // Word keeps words together that somebody did not want torn apart.
    if dice.chance(0.04) { return label.replacing(" ", with: "\u{A0}") }
    guard dice.chance(0.04), let hint = Wordings.hints[field] else { return label }
    script.tags.insert("hint-below-label")
    return label + "\n" + hint
  }

  /// Two letters of a long word change places.
  private mutating func slipped(_ wording: String) -> String? {
    var words = wording.split(separator: " ").map(String.init)
    guard words.count > 2, let index = words.indices.filter({ words[$0].count >= 7 }).last else {
      return nil
    }
    var letters = Array(words[index])
    let at = dice.within(2...letters.count - 3)
    letters.swapAt(at, at + 1)
    words[index] = String(letters)
    return words.joined(separator: " ")
  }

  // MARK: Rows

  private mutating func targets() -> Section {
    script.asked.insert(.targets)
    var columns: [Column] =
      [.target, .action] + (dice.chance(0.8) ? [.who] : []) + (dice.chance(0.8) ? [.byWhen] : [])
    if dice.chance(0.2) { columns = dice.shuffled(columns) }
    for column in [Column.who, .byWhen] where !columns.contains(column) {
      script.columns.remove(column)
    }
    let title = dice.pick(Wordings.sections["targets"] ?? [])
    if dice.chance(0.2) { return Section(nextNumber(), title, numberedTargets(columns)) }
    let heads = columns.map { dice.pick(Wordings.targetHeads[$0] ?? []) }
    return Section(nextNumber(), title, [rows(.targets, columns, heads)])
  }

  /// "Target 1: … Action: …", one under the other.
  private mutating func numberedTargets(_ columns: [Column]) -> [Item] {
    script.tags.insert("target-blocks")
    let labels = [
      (Column.action, "Action"), (.who, dice.pick(["Who", "By whom", "Person responsible"])),
      (.byWhen, dice.pick(["By when", "Timescale"])),
    ].prefix(dice.chance(0.5) ? 1 : 3)
    script.columns.subtract([.who, .byWhen])
    script.columns.formUnion(labels.map(\.0))
    let rows = pen.plan[.targets]?.rows ?? [[:]]
    return rows.enumerated().flatMap { index, row in
      [Item.ask(Ask(label: "Target \(index + 1):", answer: Answer([pen.cell(row[.target])])))]
        + labels.map { .ask(Ask(label: "\($1):", answer: Answer([pen.cell(row[$0])]))) }
    }
  }

  private mutating func rows(_ field: Field, _ columns: [Column], _ heads: [String]) -> Item {
    var cells = (pen.plan[field]?.rows ?? []).map { row in columns.map { pen.cell(row[$0]) } }
    for _ in 0..<dice.within(cells.isEmpty ? 1...2 : 0...2) { cells.append(heads.map { _ in [] }) }
    // Columns that nobody records.
    if dice.chance(0.15) {
      script.tags.insert("numbered-rows")
      let numbered = cells.enumerated().map { [[Run("\($0 + 1)")]] + $1 }
      return .rows(numbered, heads: [dice.pick(["", "No.", "#"])] + heads)
    }
    if field == .targets, dice.chance(0.15) {
      script.tags.insert("foreign-column")
      let withArea = cells.map { row in
        [row[0].isEmpty ? [] : [Run(dice.pick(["English", "Maths", "Social", "Attendance"]))]] + row
      }
      return .rows(withArea, heads: [dice.pick(["Area", "Subject"])] + heads)
    }
    return .rows(cells, heads: heads)
  }

  private mutating func premium() -> Section {
    script.asked.insert(.spend)
    var columns: [Column] = [.intervention, .cost, .target, .impact]
    if dice.chance(0.2) { columns = [.target, .intervention, .cost, .impact] }
    let heads = columns.map { dice.pick(Wordings.spendHeads[$0] ?? []) }
    var section = section("premium", [.requested, .above, .aboveDetail])
    section.items.insert(withTotal(rows(.spend, columns, heads), columns), at: 0)
    return section
  }

  /// A last row that sums the costs up is nothing that money is spent on.
  private mutating func withTotal(_ item: Item, _ columns: [Column]) -> Item {
    guard case .rows(let cells, let heads) = item, heads.count == columns.count,
      let at = columns.firstIndex(of: .cost), dice.chance(0.25)
    else { return item }
    let costs = (pen.plan[.spend]?.rows ?? []).compactMap { row -> Double? in
      if case .number(let pounds) = row[.cost] { pounds } else { nil }
    }
    script.tags.insert("total-row")
    var total = heads.map { _ in [Run]() }
    total[0] = [Run("Total", .bold)]
    if !costs.isEmpty { total[at] = [Run(pen.money(costs.reduce(0, +)))] }
    return .rows(cells + [total], heads: heads)
  }
}
