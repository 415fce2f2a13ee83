/// A form before it is laid out: sections of questions with their answers.
struct FormScript {
  var title: [String] = []
  var header = ""
  var sections: [Section] = []
  var part = "B"
  var phase: Phase = .keyStages
  var asked: Set<Field> = []
  var columns: Set<Column> = [.target, .action, .who, .byWhen, .intervention, .cost, .impact]
  var tags: Set<String> = []
  /// Field, layout, label and answer of each question, for whoever studies a difference.
  var notes: [String] = []
}

struct Section {
  var number: String
  var title: String
  var items: [Item]

  init(_ number: String, _ title: String, _ items: [Item]) {
    (self.number, self.title, self.items) = (number, title, items)
  }
}

enum Item {
  case ask(Ask)
  /// A table of rows under column headings.
  case rows([[[Run]]], heads: [String])
  case table(Table)
}

struct Ask {
  var label: String
  var answer: Answer
  /// Needs the width of the page: label above, answer below.
  var isWide = false
  var field: Field?
  /// The answer where it is yes or no.
  var choice: Bool?
  /// What is put into a column headed "Yes" or "No".
  var mark = "✓"
}

extension PlanContent {
  /// The values that a form with these questions and columns really says.
  func said(asked: Set<Field>, columns: Set<Column>) -> [Field: Value] {
    answers.filter { asked.contains($0.key) }.mapValues { value in
      guard let rows = value.rows else { return value }
      return .rows(rows.map { row in row.filter { columns.contains($0.key) } })
    }
  }
}
