/// Questions that look like ours and are not: nothing may be recorded from them.
enum Distractors {
  /// An Early Years grid does not make a form the Early Years one.
  static func foundationGrid(filled: Bool) -> Item {
    .rows(
      ["Personal, Social and Emotional", "Communication and Language", "Physical Development"].map {
        [[Run($0)], [Run(filled ? "30-50 months" : "")], [Run(filled ? "Below" : "")]]
      },
      heads: [
        "Area of learning", "Early Years Outcomes (Development Matters Statements)",
        "Above, On or Below age related expectation",
      ])
  }

  static func lastTargets(_ dice: inout Dice) -> Item {
    .rows(
      dice.some(
        2,
        of: [
          "To be in class by 8.40", "To read to the class", "To try one new food",
          "To learn the planets",
        ]
      ).map {
        [
          [Run($0)], [Run(dice.pick(["Met", "Partly met", "Not met"]))],
          [Run("Seen in the tracker")],
        ]
      }, heads: ["Target from last PEP", "Met / Partly met / Not met", "Evidence"])
  }
}
