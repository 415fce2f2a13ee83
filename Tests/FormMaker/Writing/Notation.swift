// Dates and figures as people write them.

extension Pen {
  mutating func date(_ day: Day, _ field: Field) -> String {
    let numeric = "\(two(day.day))/\(two(day.month))/\(day.year)"
    guard isVaried else { return numeric }
    let long = "\(day.day) \(day.monthName) \(day.year)"
    let short = String(day.monthName.prefix(3))
    let ways = [
      ("numeric", numeric), ("numeric", numeric),
      ("short", "\(day.day)/\(day.month)/\(two(day.year % 100))"),
      ("dotted", "\(day.day).\(day.month).\(two(day.year % 100))"),
      ("ordinal", "\(day.day)\(ordinal(day.day)) \(short) \(day.year)"),
      ("long", long), ("weekday", "\(day.weekdayName) \(long)"), ("iso", day.iso),
      ("dashed", "\(two(day.day))-\(two(day.month))-\(day.year)"),
      (
        "weekday",
        "\(day.weekdayName.prefix(3)) \(day.day)\(ordinal(day.day)) \(day.monthName) \(day.year)"
      ), ("month-dashed", "\(two(day.day))-\(short)-\(two(day.year % 100))"),
      ("month-first", "\(day.monthName) \(day.day)\(ordinal(day.day)), \(day.year)"),
      ("spaced", "\(two(day.day)) / \(two(day.month)) / \(day.year)"),
    ]
    // The year goes without saying, and the hour is given, only where a meeting is close.
    if [.meeting, .nextMeeting].contains(field), dice.chance(0.15) {
      tags.insert("date-with-hour")
      return dice.pick([
        "\(day.weekdayName) \(day.day) \(day.monthName)", "\(numeric) at 2pm",
        "\(day.weekdayName) \(long), 10.30am",
        "\(numeric) 1.45 pm",
      ])
    }
    let (name, text) = dice.pick(ways)
    tags.insert("date-\(name)")
    return text
  }

  private func ordinal(_ n: Int) -> String {
    if (11...13).contains(n) { return "th" }
    return ["th", "st", "nd", "rd"].indices.contains(n % 10)
      ? ["th", "st", "nd", "rd"][n % 10] : "th"
  }

  mutating func figure(_ number: Double, _ field: Field) -> String {
    switch field {
    case .attendance: percentage(number)
    case .exclusions: count(number)
    // "N/A" in a cell of attendance is no answer.
    case .sessionsMissed:
      number == 0 && isVaried ? dice.pick(["0", "None", "Nil"]) : decimal(number)
    case .exclusionDays:
      number == 0 && isVaried ? dice.pick(["0", "None", "Nil", "N/A"]) : decimal(number)
    case .requested: money(number)
    default: decimal(number)
    }
  }

  private mutating func percentage(_ number: Double) -> String {
    let plain = decimal(number)
    guard isVaried else { return plain + "%" }
    var ways = [
      ("sign", plain + "%"), ("sign", plain + "%"), ("bare", plain),
      ("comma", plain.replacing(".", with: ",") + "%"), ("sign", plain + "\u{A0}%"),
      ("remark", plain + "% (since Sept)"), ("remark", plain + "% to date"),
      ("words", plain + " per cent"), ("remark", "Attendance is \(plain)%"),
    ]
    if number < 100 { ways.append(("decimal", decimal((number * 10).rounded() / 1000))) }
    // 380 half-day sessions a year: taken only where the fraction gives just this figure.
    let attended = (number * 380 / 100).rounded()
    if (attended / 380 * 1000).rounded() / 10 == number {
      ways.append(("fraction", "\(Int(attended))/380"))
    }
    let (name, text) = dice.pick(ways)
    tags.insert("percentage-\(name)")
    return text
  }

  private mutating func count(_ number: Double) -> String {
    guard isVaried else { return number == 0 ? "None" : decimal(number) }
    if number == 0 {
      return dice.pick([
        "0", "None", "Nil", "N/A", "none", "None since the last PEP", "No exclusions",
        "None to date",
      ])
    }
    let words = ["", "one", "two", "three", "four"]
    let days =
      (plan[.exclusionDays].flatMap { if case .number(let n) = $0 { n } else { nil } }).map(decimal)
      ?? "3"
    return dice.pick([
      decimal(number), decimal(number), words[Int(number)], "\(Int(number)) (\(days) days)",
    ])
  }

  mutating func money(_ pounds: Double) -> String {
    let whole = Int(pounds)
    let commas =
      whole >= 1000 ? "\(whole / 1000),\(String(1000 + whole % 1000).dropFirst())" : "\(whole)"
    guard isVaried else { return "£\(commas)" }
    return dice.pick([
      "£\(commas).00", "\(whole)", "£\(whole)", "£\(commas)", "£ \(whole)", "\(whole).00",
    ])
  }

  func decimal(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }
}
