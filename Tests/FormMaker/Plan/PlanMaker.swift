/// Fills a PEP in for a child, as a school would have it to say.
struct PlanMaker {
  var child: Child
  var school: String
  var worker: String
  var meeting: Day
  /// How likely an answer is left out.
  var gapRate: Double

  func make(_ dice: inout Dice) -> PlanContent {
    var plan = PlanContent(child: child, schoolName: school)
    plan.answers[.meeting] = .day(meeting)
    plan.answers[.nextMeeting] = .day(meeting.adding(dice.within(70...120)).schoolDay)
    plan.answers[.nextReview] = .day(meeting.adding(dice.within(20...150)).schoolDay)
    identify(&plan, &dice)
    care(&plan, &dice)
    progress(&plan, &dice)
    if child.phase != .earlyYears { presence(&plan, &dice) }
    needs(&plan, &dice)
    money(&plan, &dice)
    leaveGaps(&plan, &dice)
    return plan
  }

  private func identify(_ plan: inout PlanContent, _ dice: inout Dice) {
    let called = child.knownAs.isEmpty ? child.forename : child.knownAs
    let ways = [
      child.fullName, child.fullName, child.fullName,
      "\(child.surname.uppercased()), \(child.forename)",
      "\(child.forename) \(child.surname.uppercased())", "\(called) \(child.surname)",
      child.knownAs.isEmpty
        ? child.fullName : "\(child.forename) (\(child.knownAs)) \(child.surname)",
      "\(child.surname), \(child.forename)",
    ]
    plan.answers[.name] = .text(dice.pick(ways))
    plan.answers[.birth] = .day(child.birth)
    plan.answers[.upn] = .text(child.upn)
    plan.answers[.careID] = .text(child.id)
    plan.answers[.school] = .text(school)
    plan.answers[.year] = .text(yearWords(&dice))
    // One identity fact is often not to hand; the others still tell who it is.
    if dice.chance(0.2) { plan.answers[dice.pick([.upn, .careID, .birth, .upn])] = nil }
    if dice.chance(0.04) { plan.answers[.upn] = .text(UPN.withWrongLetter(child.upn)) }
  }

  private func yearWords(_ dice: inout Dice) -> String {
    switch child.year {
    case "N": dice.pick(["Nursery", "N", "Pre-school"])
    case "R": dice.pick(["Reception", "R", "Rec", "Year R"])
    default: dice.pick(["Year \(child.year)", "Y\(child.year)", child.year, "Yr \(child.year)"])
    }
  }

  private func care(_ plan: inout PlanContent, _ dice: inout Dice) {
    plan.answers[.legalStatus] = .text(dice.pick(Texts.legal))
    plan.answers[.socialWorker] = .text(worker)
    plan.answers[.parental] = .text(Texts.fill(dice.pick(Texts.parental), child, &dice))
    plan.answers[.changes] = .text(Texts.fill(dice.pick(Texts.changes), child, &dice))
  }

  private func progress(_ plan: inout PlanContent, _ dice: inout Dice) {
    let acceptable = dice.chance(0.7)
    if child.phase != .earlyYears { plan.answers[.onTrack] = .flag(dice.chance(0.6)) }
    plan.answers[.acceptable] = .flag(acceptable)
    let text = dice.pick(acceptable ? Texts.evidence(child.phase) : Texts.measures(child.phase))
    plan.answers[acceptable ? .evidence : .measures] = .text(Texts.fill(text, child, &dice))
    plan.answers[.views] = .text(Texts.fill(dice.pick(Texts.views(child.phase)), child, &dice))
    let rows = dice.some(dice.within(1...3), of: Texts.targets(child.phase)).map {
      row -> [Column: Value.Cell] in
      [
        .target: .text(row.target), .action: .text(row.action), .who: .text(dice.pick(Texts.who)),
        .byWhen: .text(dice.pick(Texts.byWhen)),
      ]
    }
    plan.answers[.targets] = .rows(rows)
  }

  private func presence(_ plan: inout PlanContent, _ dice: inout Dice) {
    plan.answers[.attendance] = .number(Double(dice.within(712...1000)) / 10)
    plan.answers[.sessionsMissed] = .number(Double(dice.within(0...34)))
    let count = dice.chance(0.75) ? 0 : dice.within(1...4)
    plan.answers[.exclusions] = .number(Double(count))
    plan.answers[.exclusionDays] = .number(count == 0 ? 0 : Double(count * dice.within(2...6)) / 2)
    plan.answers[.permanent] = .flag(dice.chance(0.03))
  }

  private func needs(_ plan: inout PlanContent, _ dice: inout Dice) {
    let status = dice.pick([
      "none", "none", "none", "senSupport", "senSupport", "ehcp", "assessmentUnderWay",
    ])
    plan.answers[.sen] = .text(status)
    if ["senSupport", "ehcp"].contains(status) {
      plan.answers[.senFunding] = .text(Texts.fill(dice.pick(Texts.senFunding), child, &dice))
    }
  }

  private func money(_ plan: inout PlanContent, _ dice: inout Dice) {
    let scale = dice.chance(0.12) ? 3 : 1
    let items = dice.some(dice.within(1...3), of: Texts.interventions(child.phase))
    var total = 0
    let rows = items.enumerated().map { index, item -> [Column: Value.Cell] in
      let cost = item.cost * scale
      total += cost
      return [
        .intervention: .text(item.what), .cost: .number(Double(cost)),
        .target: .text(
          dice.pick(["Target \(index + 1)", "\(index + 1)", "T\(index + 1)", item.target])),
        .impact: .text(item.impact),
      ]
    }
    plan.answers[.spend] = .rows(rows)
    plan.answers[.requested] = .number(Double(total))
    plan.answers[.above] = .flag(total > child.allocation)
    if total > child.allocation { plan.answers[.aboveDetail] = .text(dice.pick(Texts.aboveDetail)) }
  }

  // MARK: Gaps

  private func leaveGaps(_ plan: inout PlanContent, _ dice: inout Dice) {
    for field in Field.allCases where !field.isIdentity && dice.chance(gapRate) {
      plan.answers[field] = nil
    }
    guard gapRate > 0 else { return }
    // Rows that were begun and not finished.
    if dice.chance(0.04) { strip(.targets, .action, &plan) }
    if dice.chance(0.04) { strip(.spend, dice.chance(0.5) ? .cost : .target, &plan) }
  }

  private func strip(_ field: Field, _ column: Column, _ plan: inout PlanContent) {
    guard let rows = plan[field]?.rows else { return }
    plan.answers[field] = .rows(rows.map { row in row.filter { $0.key != column } })
  }
}
