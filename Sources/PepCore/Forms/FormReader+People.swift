// Who came to the meeting: a table of people, of whom one is the child.

extension Pass {
  /// The row behind a table of people whose heading this row is; nil where it is none. What stands in
  /// it is asked of nobody ("Young person | Rhys | Invited"). Where its rows begin in bold they may be
  /// questions, so the heading alone is passed over: "Full name | Came?" names no child.
  func endOfPeople(_ grid: Grid, _ row: Int) -> Int? {
    let heads = grid.rows[row]
    if heads.count == 2, isBareName(heads[0]), let end = endOfRoles(grid, row) { return end }
    guard heads.count >= 3,
      heads.contains(where: { isBareName($0) || asksForContact($0) || isOfRoles($0) }),
      !heads.contains(where: {
        asksForChild($0) && !(tellsWhoCame($0) && heads.contains(where: isOfRoles))
      })
    else { return nil }
    guard looksLikeHeading(grid, row) else { return headsRoles(grid, row) ? row + 1 : nil }
    let under = grid.rows[(row + 1)...].prefix { cells in
      cells.count == heads.count && cells.first?.headLine?.startsBold != true
    }
    return under.count >= 2 ? row + 1 + under.count : nil
  }

  /// "Who | Attendance" over "Young person | Part of it", "Social worker | Yes": the row behind them.
  private func endOfRoles(_ grid: Grid, _ row: Int) -> Int? {
    let people = grid.rows[(row + 1)...].prefix { cells in
      cells.count == 2
        && (isRole(cells[0])
          || cells[0].headLine?.labelWords.allSatisfy { $0.folded == "child" } == true)
    }
    return people.count >= 2 && people.contains { isRole($0[0]) } ? row + 1 + people.count : nil
  }

  /// "Social worker", "Carer(s)", "Designated teacher" begin the rows below.
  private func headsRoles(_ grid: Grid, _ row: Int) -> Bool {
    grid.rows[(row + 1)...].prefix(8).filter { cells in cells.first.map(isRole) ?? false }.count
      >= 2
  }

  private func isRole(_ cell: GridCell) -> Bool {
    let words = Set(cell.headLine?.words.map(\.folded) ?? [])
    return !words.isDisjoint(with: [
      "worker", "carer", "carers", "teacher", "parent", "parents", "mother", "father", "tutor",
      "iro", "officer", "practitioner", "manager", "senco", "keyworker",
    ])
  }

  private func isBareName(_ cell: GridCell) -> Bool {
    cell.headLine.map { line in
      let words = Set(line.words.map(\.folded))
      return !words.isDisjoint(with: ["name", "names", "who", "person"])
        && words.isSubset(of: [
          "name", "names", "full", "who", "of", "person", "was", "there", "came", "is", "here",
          "present",
        ])
    } ?? false
  }

  /// "Role" beside "Who was there".
  private func isOfRoles(_ cell: GridCell) -> Bool {
    ["role", "roles", "relationship", "capacity", "job"].contains(Wording.key(cell.text))
  }

  /// "Attendance" beside their roles.
  private func tellsWhoCame(_ cell: GridCell) -> Bool {
    ["attendance", "present", "attended", "at the meeting"].contains(Wording.key(cell.text))
  }

  /// "Professional or carer | In what capacity | E-mail | Was at the meeting".
  func asksForContact(_ cell: GridCell) -> Bool {
    let words = Set(cell.headLine?.words.map(\.folded) ?? [])
    return !words.isDisjoint(with: [
      "email", "mail", "telephone", "phone", "tel", "capacity", "apologies", "invited",
    ])
  }

  /// "Name | Date of birth | UPN" over brothers and sisters.
  private func asksForChild(_ cell: GridCell) -> Bool {
    guard let line = cell.headLine, !isBareName(cell) else { return false }
    return catalogue.index.headed(line).contains {
      switch $0 {
      case .field: true
      case .column(_, let column): column != .who
      case .other: false
      }
    }
  }
}
