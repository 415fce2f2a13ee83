/// What was read from one document (or from the text of a message).
package struct FormReading: Hashable, Sendable {
  package var fields: [FieldName: FieldReading] = [:]
  /// Keys of the sections whose headings stand in it.
  package var sections: Set<String> = []
  /// Labels met that are no field of ours; they still show that this is a form.
  package var otherLabels: Set<String> = []
  /// Fields whose labels were taken for headings, or for no question at all.
  package var headings: Set<FieldName> = []
  /// The child's name is asked in its very words, and not even a blank was read there: it may be another's than a
  /// number says. Of a picture, more than the name is unread.
  package var isNameUnread = false
  /// Text that belongs to no question known here.
  package var unexplained: [UnexplainedText] = []
  /// Answered questions whose words are only like a known one; `after` is the field they were taken for.
  package var guesses: [UnexplainedText] = []

  /// Fields that the document asks for, answered or not.
  package var asked: Set<FieldName> { Set(fields.keys) }

  package var values: [FieldName: FieldValue] {
    fields.compactMapValues { reading in
      if case .value(let value) = reading.answer { return value }
      return nil
    }
  }
}

/// Text of a form that is no known question, no answer to one, no heading and no guidance: perhaps a
/// question in words that nobody here has seen, or the answer to one that seems to be blank.
package struct UnexplainedText: Hashable, Sendable {
  /// Where it stands, for people. What it says may be about the child, so only its place is told.
  package var place: String
  package var words: [String]
  /// Key of the section it stands in.
  package var section: String?
  /// The field asked last before it, where its answer would stand.
  package var after: FieldName?
  /// It looks like a question, and something stands where its answer would.
  package var isAnsweredQuestion: Bool
  /// Of a question that was guessed: how much likelier than anything else.
  package var lead = 0.0
  /// Fields that the words of a guessed question are not much less likely to ask for; nil where nothing is known
  /// of them.
  package var rivals: Set<FieldName>?
  /// As what its answer can be read, apart from words; nil where it is not known which the answer is.
  package var kinds: Set<FieldKind>?
  /// Its answer is a yes or a no and no more.
  package var isBareChoice = false

  init(_ line: Line, section: String?, after: FieldName?, isAnsweredQuestion: Bool) {
    place = line.position
    words = line.words.map(\.folded)
    self.section = section
    self.after = after
    self.isAnsweredQuestion = isAnsweredQuestion
  }
}

package struct FieldReading: Hashable, Sendable {
  package enum Way: String, Hashable, Sendable {
    case sameCell = "in the cell of the label"
    case toTheRight = "in the cell to the right of the label"
    case below = "in the cell below the label"
    case following = "in the lines after the label"
    case rows = "in the rows under the headings"
    case tickedColumn = "by a mark in the column of an answer"
  }

  package var answer: Answer
  /// Where it stood, for people.
  package var place: String
  package var way: Way
  /// 1 for a label met word by word; lower for one that is only like it.
  package var score: Double
  /// Of a guessed label: how much likelier than anything else.
  package var lead = 0.0
  /// Every different value that the document gives for this field, the chosen one included.
  package var values: [FieldValue]

  var isValue: Bool { if case .value = answer { true } else { false } }
}

/// One answer found, before those for the same field are weighed against each other.
struct Candidate {
  var field: FieldName
  var answer: Answer
  var place: String
  var way: FieldReading.Way
  var score: Double
  /// Of a guessed label: how much likelier than anything else.
  var lead = 0.0
  /// Of a wording of several words, met word by word.
  var isFull = false
  /// The part of the form it stood in; later parts are more recent.
  var part: FormPart?
}

extension FormReading {
  /// Weighs the candidates: an answer over a blank, exact labels over likely ones, Part B over the
  /// standing data of Part A; two different figures of equal standing are doubt.
  mutating func settle(_ candidates: [Candidate]) {
    for (field, every) in Dictionary(grouping: candidates, by: \.field) {
      // Where the question itself stands on the form, blank or not, no guess about another one answers it.
      let known =
        every.contains(where: \.isFull) ? every.filter { $0.score > Limits.cueScore } : every
      let all = known.withoutLookalikes
      let answered = all.filter { $0.answer != .blank }
      let isRivalled = answered.isEmpty && known.contains { $0.answer != .blank }
      let pool = answered.isEmpty ? all : answered
      guard let best = pool.max(by: { $0.standing < $1.standing }) else { continue }
      // A bare "Name" of a signature is no other child where the form names its child in full words.
      let sure = pool.filter { $0.score >= 1 }
      let counted = sure.isEmpty && field.isIdentity ? [best] : sure.isEmpty ? pool : sure
      let values = counted.compactMap { candidate -> FieldValue? in
        if case .value(let value) = candidate.answer { value } else { nil }
      }
      let equals = pool.filter { $0.standing == best.standing }
      // Blank here, and answered under a label that is less likely to ask for it.
      var answer: Answer = isRivalled ? .doubtful : best.answer
      if field.kind != .text, Set(equals.map(\.answer)).count > 1, !isRows(field) {
        answer = .doubtful
      }
      fields[field] = FieldReading(
        answer: answer, place: best.place, way: best.way, score: best.score, lead: best.lead,
        values: values)
    }
  }

  private func isRows(_ field: FieldName) -> Bool {
    if case .rows = field.kind { return true }
    return false
  }
}

extension [Candidate] {
  /// "Attendance last year" beside "Attendance this year", if both labels were guessed to ask for the
  /// same: the one that is surer by far counts, answered or not.
  fileprivate var withoutLookalikes: [Candidate] {
    guard allSatisfy({ $0.score <= Limits.cueScore }), let surest = map(\.lead).max() else {
      return self
    }
    return filter { surest - $0.lead < Limits.surerByFar }
  }
}

extension Candidate {
  fileprivate var standing: Double {
    (score >= 1 ? 4 : score) + (part == .a ? 0 : 1) + (answer == .doubtful ? -0.5 : 0)
  }
}
