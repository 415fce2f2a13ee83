import PepCore
import Testing

@testable import Processing

struct EvaluationReportTests {
  private func judgement(
    _ name: String, _ format: String, _ tags: [String], right: Int, wrong: Int = 0
  ) -> Judgement {
    var judgement = Judgement(
      name: name, format: format, tags: tags,
      decision: Decision(message: .submission, outcome: .registered, filing: .registered), mail: [])
    judgement.measures[.fields] = Judgement.Count()
    judgement.measures[.fields]?.right = right
    judgement.measures[.fields]?.wrong = wrong
    if wrong > 0 { judgement.differences = ["fields sen.status: none instead of ehcp"] }
    return judgement
  }

  @Test func `cases are grouped by format and by each of their tags`() {
    let report = EvaluationReport([
      judgement("a", "docx", ["entry-plain", "free-layout"], right: 4),
      judgement("b", "docx", ["entry-plain"], right: 3, wrong: 1),
      judgement("c", "pdf", ["free-layout"], right: 8),
    ])
    #expect(report.byFormat.mapValues(\.cases) == ["docx": 2, "pdf": 1])
    #expect(report.byFormat["docx"]?.right == 1)
    #expect(report.byTag.mapValues(\.cases) == ["entry-plain": 2, "free-layout": 2])
    #expect(report.byTag["entry-plain"]?.fields.precision == 0.875)
    #expect(report.text.contains("\ntag free-layout                 2         2"))
  }
}
