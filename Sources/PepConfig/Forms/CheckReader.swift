import PepCore

extension FormFiles {
  /// `check.yaml`.
  static func check(_ root: StrictValue) -> CheckWords {
    root.section { section in
      func phrases(_ key: String) -> CheckWords.Phrases {
        CheckWords.Phrases(section.required(key)?.texts() ?? [])
      }
      var words = CheckWords()
      words.outcome = phrases("outcome")
      words.satisfactory = phrases("satisfactory")
      words.withQueries = phrases("with_queries")
      words.notSatisfactory = phrases("not_satisfactory")
      words.queries = phrases("queries")
      words.schoolQueries = phrases("school_queries")
      words.socialWorkerQueries = phrases("social_worker_queries")
      words.sectionColumns = phrases("section_columns")
      words.asides = phrases("asides")
      words.whomColumns = phrases("whom_columns")
      words.none = phrases("none")
      words.above = phrases("above")
      words.school = phrases("school")
      words.socialWorker = phrases("social_worker")
      words.inPerson = phrases("in_person")
      return words
    }
  }
}
