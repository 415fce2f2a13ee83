/// "Each month a sample of completed PEPs is quality assured by the Virtual Head, Lead Education Advisor
/// and Senior Specialist Educational Psychologist (CLA)" (paper, "Quality Assurance").
///
/// Goes out with the month's figures, the documents attached. Of what was drawn, a child who has left
/// care or whose letters a person stopped is passed over.
struct Sampling {
  private(set) var changes: [RegisterChange] = []
  private(set) var letters: [LetterDraft] = []

  /// `month`: the month that is over and whose figures go out today.
  init(_ month: CalendarMonth, _ day: TermDay, _ start: DayStart) {
    guard day.register.samples[month] == nil else { return }
    let drawn = QualitySample(
      month, of: day.term.sampleSize, day.register, authority: day.policy.authority)
    let plans = drawn.plans.filter { key in
      day.register.children[key.child].map { $0.isInCare(on: day.today) } == true
        && day.register.holds[key.child] == nil
    }
    let reviewers = day.reviewers
    guard !plans.isEmpty, !reviewers.isEmpty else { return }
    changes = [.sampled(month, plans)]
    let attachments = plans.flatMap { Self.documents($0, day.register) }
    let items = plans.map { Self.item($0, day.register) }
    letters = reviewers.map { person in
      LetterDraft(
        kind: .qaSample, to: .staff(person),
        reference: start.reference("sample \(month) \(person)"), attachments: attachments,
        facts: [
          "month": .text(month.inWords), "plans": .list(items),
          "several": .flag(items.count > 1),
        ])
    }
  }

  /// The latest form of each part, under names that keep the children apart.
  private static func documents(
    _ key: PlanKey, _ register: Register
  ) -> [LetterDraft.Attachment] {
    let forms = register.plans[key]?.documents.filter { $0.kind == .pep } ?? []
    let latest = Dictionary(forms.map { ($0.part, $0) }, uniquingKeysWith: { $1 })
    return latest.values.sorted { ($0.fileName, $0.digest) < ($1.fileName, $1.digest) }.map {
      let name = $0.fileName.hasPrefix(key.child) ? $0.fileName : "\(key.child) \($0.fileName)"
      return LetterDraft.Attachment(digest: $0.digest, fileName: name)
    }
  }

  private static func item(_ key: PlanKey, _ register: Register) -> [String: LetterFact] {
    let child = register.children[key.child]
    let school = (register.plans[key]?.schoolURN ?? child?.schoolURN).flatMap {
      register.schools[$0]?.name
    }
    return [
      "child": .text(key.child), "term": .text(key.term.description),
      "year": .text(child?.yearGroup.description ?? ""),
      "school": .text(school ?? "no school on the roster"),
    ]
  }
}

extension TermDay {
  /// Staff IDs of those who look at the sample.
  fileprivate var reviewers: [String] {
    let roles: [StaffMember.Role] = [
      .virtualHead, .leadEducationAdviser, .seniorEducationalPsychologist,
    ]
    return register.staff.values.filter { roles.contains($0.role) }.map(\.id).sorted()
  }
}
