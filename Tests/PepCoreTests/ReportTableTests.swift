import PepCore
import Testing

@Suite struct ReportTableTests {
  private func csv(_ cells: [ReportTable.Cell]) -> String {
    let columns = cells.indices.map { ReportTable.Column("c\($0)", 10) }
    let text = ReportTable(name: "t", columns: columns, rows: [cells]).csv
    return String(text.split(separator: "\r\n", omittingEmptySubsequences: false)[1])
  }

  @Test(arguments: ["=1+1", "+44 1632", "-3", "@sum(A1)", "\tx"])
  func `what a spreadsheet would calculate stays a text`(text: String) {
    #expect(csv([.text(text)]) == "'" + text)
  }

  @Test func `a figure stays a figure, a separator is quoted`() {
    #expect(
      csv([.number(96.5), .count(3), .share(0.856), .money(850), .blank])
        == "96.5,3,85.6,850,")
    #expect(
      csv([.text("Moor, Upper"), .text("so \"called\"")]) == "\"Moor, Upper\",\"so \"\"called\"\"\""
    )
    #expect(csv([.text("=\"x\",1")]) == "\"'=\"\"x\"\",1\"")
  }

  @Test func `the register has one row for each PEP`() throws {
    let policy = try TestOffice.policy()
    var register = try TestOffice.register()
    let autumn = SchoolTerm(startYear: 2026, season: .autumn)
    let day = try #require(CivilDay("2026-10-08"))
    register.apply(
      .meetingBooked(PlanKey(child: "C2", term: autumn), Meeting(day: day, message: "M-1")))
    let key = PlanKey(child: "C1", term: autumn)
    register.apply(.planReceived(key, on: day))
    register.apply(.gapsFound(key, [.senStatus], on: day))
    let table = RegisterTable.of(
      register, calendar: try TestOffice.calendar(), policy: policy, today: day)
    #expect(table.rows.count == 2 && table.rows.allSatisfy { $0.count == table.columns.count })
    let row = try #require(table.rows.first)
    #expect(row.starts(with: [.text("C1"), .text("Quillfeather"), .text("Marnie"), .text("8")]))
    #expect(row.contains(.day(day)) && row.contains(.money(850)))
    let other = SchoolTerm(startYear: 2026, season: .spring)
    #expect(
      RegisterTable.of(
        register, calendar: OfficeCalendar(), policy: policy, today: day, term: other
      ).rows.isEmpty)
  }
}
