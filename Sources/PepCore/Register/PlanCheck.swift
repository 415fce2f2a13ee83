/// The Advisory Teacher's check of a PEP, as the check document gives it: "A PEP check document is used
/// by the AT to summarise the outcomes and this is filed" (paper, "What happens once a PEP is
/// submitted?").
package struct PlanCheck: Codable, Hashable, Sendable {
  package var on: CivilDay
  /// Staff ID of who checked.
  package var by: String
  /// Whether the document says that the PEP is complete to the Advisory Teacher's satisfaction; with
  /// queries or without.
  package var isSatisfactory: Bool
  package var message: String
  /// What the document says of each section that it does not simply find complete, in its own words.
  package var summary: [String]
  /// PEP forms on file when it came: a form that came later has not been checked.
  package var forms: Int

  package init(
    on: CivilDay, by: String, isSatisfactory: Bool, message: String, summary: [String] = [],
    forms: Int = 0
  ) {
    self.on = on
    self.by = by
    self.isSatisfactory = isSatisfactory
    self.message = message
    self.summary = summary
    self.forms = forms
  }
}

/// Queries of one check to one addressee, open until they are answered or closed.
package struct PlanQuery: Codable, Hashable, Sendable {
  package var plan: PlanKey
  /// The Advisory Teacher's own words, one each, without the child's name.
  package var questions: [String]
  /// nil where the Advisory Teacher follows them up in person, or nobody of record is there to ask.
  package var recipient: Recipient?
  /// Staff ID of the Advisory Teacher who asks.
  package var by: String
  package var askedOn: CivilDay
  /// 1 for the first letter.
  package var round: Int
  /// The day of the last letter, where it was asked more than once.
  package var lastAskedOn: CivilDay?
  /// The day on which an answer went to the Advisory Teacher.
  package var answeredOn: CivilDay?
  /// The rounds are over, or the addressee has changed: a person sees to it.
  package var isWithPerson: Bool?

  package init(
    plan: PlanKey, questions: [String], recipient: Recipient?, by: String, askedOn: CivilDay,
    round: Int = 1
  ) {
    self.plan = plan
    self.questions = questions
    self.recipient = recipient
    self.by = by
    self.askedOn = askedOn
    self.round = round
  }
}

extension PlanRecord {
  /// A form of the meeting itself is on file, not Part A alone.
  var hasPartB: Bool { documents.contains { $0.kind == .pep && $0.part != .a } }

  /// PEP forms on file.
  package var formCount: Int { documents.count { $0.kind == .pep } }

  /// A form that came after the last check, or any where there was none.
  package var hasUncheckedForm: Bool { check.map { $0.forms < formCount } ?? true }

  /// The Advisory Teacher is satisfied with what is on file.
  package var isSatisfactory: Bool { check?.isSatisfactory == true && !hasUncheckedForm }
}
