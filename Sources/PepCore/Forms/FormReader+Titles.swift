// Titles that say whose plan it is, as letters and minutes have them.

extension Pass {
  /// "Personal Education Plan: Ezra Pollard, d.o.b. 7th February 2012, Year 10": a letter asks for none of them again.
  /// True if the line was one. Without the day of birth beside it a name in a title may be anybody's.
  mutating func takeTitleOfChild(_ line: Line) -> Bool {
    guard line.isBold || line.isHeading, Wording.namesPaper(line.words.map(\.folded)),
      !candidates.contains(where: { $0.field == .childName || $0.field == .childDateOfBirth }),
      let title = line.text.firstMatch(
        of:
          /[:–—]\s*([^:–—,;\d]{4,60}),\s*(?:d\.? ?o\.? ?b\.?|born(?: on)?)[: ]+([^,;]{6,30})(?:[,;]\s*(.*))?$/
          .ignoresCase())
    else { return false }
    let name = AnswerText(written: String(title.1), at: line)
    let day = AnswerText(written: String(title.2), at: line)
    guard hasShape(name, of: .childName), !day.isBlank(prompts: reading.prompts),
      hasShape(day, of: .childDateOfBirth)
    else { return false }
    takeFromTitle(.childName, reading.read(name, as: .text), line)
    takeFromTitle(.childDateOfBirth, reading.read(day, as: .date), line)
    let year = AnswerText(written: String(title.3 ?? ""), at: line)
    if year.isYearGroup { takeFromTitle(.childYearGroup, reading.read(year, as: .text), line) }
    return true
  }

  private mutating func takeFromTitle(_ field: FieldName, _ answer: Answer, _ line: Line) {
    candidates.append(
      Candidate(
        field: field, answer: answer, place: line.position, way: .sameCell,
        score: Limits.cueScore, lead: Limits.surelyLearned, part: part))
  }
}

extension AnswerText {
  fileprivate init(written: String, at line: Line) {
    self.init(lines: [Line(runs: [Run(written.trimmedBlanks)]).placed(line.position)])
  }
}
