/// What the authority settled about the term's dates: section `term:` of the settings.
package struct TermPolicy: Hashable, Sendable {
  /// In which days a span of the law or of the authority is counted.
  package enum DayKind: String, CaseIterable, Hashable, Sendable { case working, school, calendar }

  /// Week of the long term from whose end on a meeting that is not booked is asked about.
  package var bookByWeek: Int
  /// "Within 20 days of a child coming into care" (paper, "How often should we have a PEP Review?").
  package var firstPlanDays: Int
  package var firstPlanDayKind: DayKind
  /// "Within 10 working days" of the meeting the form is sent (paper, "Who should complete the PEP
  /// Paperwork?").
  package var submitWorkingDays: Int
  /// School days between two letters that ask for the same.
  package var roundSchoolDays: Int
  /// Letters that ask for the same; then a person sees to it.
  package var rounds: Int
  /// Working days after which an Advisory Teacher is reminded of a check.
  package var checkWorkingDays: Int
  /// Working days for which an answered query waits for the Advisory Teacher's objection.
  package var answerWorkingDays: Int
  /// A letter that should have gone more than so many open days ago waits for a person's release.
  package var catchUpDays: Int
  /// PEPs that are drawn each month for quality assurance; 0 for none.
  package var sampleSize: Int
  /// From this percentage of a school's PEPs on, incomplete or late, in each of three terms, the
  /// Virtual Head is told (`SchoolPattern`).
  package var standardShare: Int

  package init(
    bookByWeek: Int = 4, firstPlanDays: Int = 20, firstPlanDayKind: DayKind = .working,
    submitWorkingDays: Int = 10, roundSchoolDays: Int = 5, rounds: Int = 3,
    checkWorkingDays: Int = 10, answerWorkingDays: Int = 3, catchUpDays: Int = 5,
    sampleSize: Int = 6,
    standardShare: Int = 50
  ) {
    self.bookByWeek = bookByWeek
    self.firstPlanDays = firstPlanDays
    self.firstPlanDayKind = firstPlanDayKind
    self.submitWorkingDays = submitWorkingDays
    self.roundSchoolDays = roundSchoolDays
    self.rounds = rounds
    self.checkWorkingDays = checkWorkingDays
    self.answerWorkingDays = answerWorkingDays
    self.catchUpDays = catchUpDays
    self.sampleSize = sampleSize
    self.standardShare = standardShare
  }
}
