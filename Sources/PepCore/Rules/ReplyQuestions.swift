/// The questions of one letter, as its reply can point at them: by the number of their section, by
/// their place in the list, or by standing under them.
struct ReplyQuestions {
  /// In the order in which the letter asked them.
  let asked: [FieldName]
  private let sections: [FieldName: String]

  init(_ chase: Chase, _ mail: Mail) {
    var order: [FieldName] = []
    var numbers: [FieldName: String] = [:]
    let reader = FormReader(mail.policy.forms, near: mail.today)
    for line in Self.quotedLines(mail.facts.body) {
      guard let field = Self.field(of: line, chase.asks, reader), !order.contains(field) else {
        continue
      }
      order.append(field)
      if let word = Wording.folded(line).first, Numbering.is(word) { numbers[field] = word }
    }
    if let child = mail.register.children[chase.plan.child] {
      let place = FormEditions.of([], child, mail.policy.forms)
      for field in chase.asks where numbers[field] == nil {
        numbers[field] = place(field).map { Wording.key($0.section) }
      }
    }
    asked = order.count == chase.asks.count ? order : chase.asks
    sections = numbers
  }

  /// What each numbered line says, where the numbers can mean only one thing.
  func numbered(_ text: String) -> [(field: FieldName, answer: String)] {
    let items = NumberedLines.of(text)
    let bySection = items.map { item in only(asked.filter { sections[$0] == item.number }) }
    let isCounted =
      asked.count > 1 && items.count <= asked.count
      && items.map(\.number) == (1...max(1, items.count)).map(String.init)
    let byOrder = isCounted ? Array(asked.prefix(items.count)) : nil
    if bySection.allSatisfy({ $0 != nil }) {
      let fields = bySection.compactMap { $0 }
      // "1" and "4" may be sections as well as places in the list: then nobody can tell.
      if let byOrder, byOrder != fields { return [] }
      return zip(fields, items).map { ($0, $1.text) }
    }
    if let byOrder { return zip(byOrder, items).map { ($0, $1.text) } }
    return zip(bySection, items).compactMap { field, item in field.map { ($0, item.text) } }
  }

  /// "In the order you asked: 95.3% and nil."
  func inOrder(_ text: String) -> [(field: FieldName, answer: String)] {
    guard asked.count > 1,
      let list = text.firstMatch(
        of:
          /(?i)\bin (?:the |that |your )?(?:same )?order(?: you asked| asked| of your questions)?\s*[:,–-]\s*([^\n]+)/
      )
    else { return [] }
    let answers = list.1.split(separator: /;|,\s|\s(?:and|then)\s/).map { answer in
      String(answer).trimmedBlanks
    }
    guard answers.count == asked.count else { return [] }
    return zip(asked, answers).map { field, answer in
      (field, answer.hasSuffix(".") ? String(answer.dropLast()) : answer)
    }
  }

  /// "Social worker: Marguerite Falconer": the words of a question that was asked, a colon and its answer, though on a
  /// form those words could be a heading or a list of people.
  func named(_ text: String, _ reader: FormReader) -> [(field: FieldName, answer: String)] {
    text.split(separator: "\n").compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let head = Wording.key(String(line[..<colon]))
      let answer = String(line[colon...].dropFirst()).trimmedBlanks
      let field = only(
        asked.filter { field in
          reader.catalogue.labels.contains { entry in
            entry.meaning == .field(field) && entry.wordings.contains { Wording.key($0) == head }
          }
        })
      return answer.isEmpty ? nil : field.map { ($0, answer) }
    }
  }

  /// What stands, unquoted, below each quoted question.
  func inline(_ body: String, _ reader: FormReader, signedBy names: [String]) -> [(
    field: FieldName, answer: String
  )] {
    var answers: [(FieldName, String)] = []
    var open: FieldName?
    var said: [String] = []
    func close() {
      if let open, said.contains(where: { !$0.trimmedBlanks.isEmpty }) {
        answers.append(
          (open, ReplyText.said(said.joined(separator: "\n"), signedBy: names).trimmedBlanks))
      }
      said = []
    }
    for line in body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.trimmedBlanks.hasPrefix(">") {
        let question = Self.field(of: Self.unquoted(line), asked, reader)
        // A blank quoted line parts a question from its answer in some programs.
        if question != nil || !Self.unquoted(line).isEmpty {
          close()
          open = question
        }
      } else {
        said.append(line)
      }
    }
    close()
    return answers.filter { !$0.1.isEmpty }
  }

  private func only(_ fields: [FieldName]) -> FieldName? { fields.count == 1 ? fields[0] : nil }

  private static func field(
    of line: String, _ asks: [FieldName], _ reader: FormReader
  ) -> FieldName? {
    guard !line.isEmpty else { return nil }
    let asked = reader.read(MessageText.document(line)).asked.filter(asks.contains)
    return asked.count == 1 ? asked.first : nil
  }

  private static func quotedLines(_ body: String) -> [String] {
    ReplyText.quoted(body).split(separator: "\n").map { unquoted(String($0)) }
  }

  /// Without quotation marks and the dash or dot of a list.
  private static func unquoted(_ line: String) -> String {
    String(line.drop { ">-–•*· \t".contains($0) }).trimmedBlanks
  }
}

/// Lines that begin with a number of a question: "3a: 96.2", "2) none", "4 - EHCP".
enum NumberedLines {
  struct Item: Hashable {
    var number: String
    var text: String
  }

  static func of(_ text: String) -> [Item] {
    var items: [Item] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let item = item(String(line).trimmedBlanks) {
        items.append(item)
        isOpen = true
      } else if line.allSatisfy(\.isWhitespace) || line.trimmingPrefix(" ").first?.isNumber == true
      {
        isOpen = false
      } else if isOpen {
        items[items.count - 1].text += "\n" + String(line).trimmedBlanks
      }
    }
    return items
  }

  /// Answers that a bare number can only be the question's number of: "4 none".
  private static let bareAnswers: Set<String> = [
    "none", "nil", "yes", "no", "ehcp", "sen support", "n a", "na", "not applicable", "no sen",
  ]

  /// A figure alone needs a stop behind it, and a blank behind that: "3.12.2026" and "3 December"
  /// number nothing.
  private static func item(_ line: String) -> Item? {
    guard
      let match = line.wholeMatch(
        of:
          /(?i)(?:section|question|q|no\.?|number)?\s*\(?(\d{1,2}\s?[a-f]?)(\s*[.:)=–—-]+\s+|[:)=]|\s+)(.+)/
      )
    else { return nil }
    let number = match.1.lowercased().filter { $0 != " " }
    let isBare = match.2.allSatisfy(\.isWhitespace)
    let text = String(match.3).trimmedBlanks
    let isChoice = bareAnswers.contains(Wording.key(text))
    guard !isBare || number.contains(where: \.isLetter) || isChoice else { return nil }
    return Item(number: number, text: text)
  }
}
