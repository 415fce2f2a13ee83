import PepCore
import Testing

/// Whoever was asked about a child today is not asked anything else about that child today.
@Suite struct AskedTodayTests {
  private let today = CivilDay(number: 20_000)
  private func letter(
    _ kind: LetterDraft.Kind, to: Recipient = .designatedTeacher("1"), about child: String = "C1"
  ) -> LetterDraft {
    let term = SchoolTerm(startYear: 2026, season: .autumn)
    return LetterDraft(
      kind: kind, to: to, reference: "r", plan: PlanKey(child: child, term: term))
  }

  @Test func `another question about the child waits, everything else goes`() {
    var asked = AskedToday()
    asked.note(.chase, to: .designatedTeacher("1"), about: "C1", on: today)
    #expect(asked.holdsBack(letter(.query), on: today))
    #expect(!asked.holdsBack(letter(.query, about: "C2"), on: today))
    #expect(!asked.holdsBack(letter(.query, to: .staff("S1")), on: today))
    #expect(!asked.holdsBack(letter(.paperwork), on: today))
    #expect(!asked.holdsBack(letter(.query), on: today.adding(days: 1)))
  }

  @Test func `what asks nothing holds nothing back, and yesterday is forgotten`() {
    var asked = AskedToday()
    asked.note(.finalised, to: .designatedTeacher("1"), about: "C1", on: today)
    #expect(!asked.holdsBack(letter(.query), on: today))
    asked.note(.query, to: .designatedTeacher("1"), about: "C1", on: today)
    asked.note(.chase, to: .staff("S1"), about: "C2", on: today.adding(days: 1))
    #expect(!asked.holdsBack(letter(.chase), on: today.adding(days: 1)))
    #expect(
      asked.holdsBack(letter(.chase, to: .staff("S1"), about: "C2"), on: today.adding(days: 1)))
  }
}
