/// When somebody is back, by their automatic answer: "I am out of the office until Monday 2 November".
enum AbsenceNote {
  /// nil where it gives no day, or one so far off that a person must find somebody else to ask.
  static func end(_ facts: MessageFacts, near day: CivilDay) -> CivilDay? {
    let told = ([facts.subject] + Sentences.of(facts.body)).filter { sentence in
      sentence.contains(
        /(?i)\b(?:until|till|return\w*|back|away (?:from|to)|re-?open\w*)\b/)
    }
    let days = told.flatMap { DateAnswer.find(in: $0, near: day) }.filter { $0 > day }
    // "I am away from 26 October and back on 2 November": the last one is the return.
    guard let last = days.max(), last <= day.adding(days: Limits.absenceDays) else { return nil }
    return last
  }
}
