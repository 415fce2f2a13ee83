/// What may come into the mailbox.
enum Scenario: String, CaseIterable {
  case submission, twoFiles, siblings, completed, duplicate, reply
  case unknownSender, forged, otherSchool, leftCare, noTeacher, conflict, stranger, twinInitial,
    blankForm
  case newsletter, humanMail, autoReply, bounce, booking

  static func draw(_ dice: inout Dice) -> Scenario {
    let roll = dice.below(1000)
    var sum = 0
    for (scenario, share) in shares {
      sum += share
      if roll < sum { return scenario }
    }
    return .submission
  }

  /// In thousandths; the rest is plain submissions.
  private static let shares: [(Scenario, Int)] = [
    (.twoFiles, 40), (.siblings, 15), (.completed, 30), (.duplicate, 20), (.reply, 35),
    (.unknownSender, 12), (.forged, 12), (.otherSchool, 10),
    (.leftCare, 10), (.noTeacher, 8), (.conflict, 10), (.stranger, 8), (.twinInitial, 6),
    (.blankForm, 10), (.newsletter, 15), (.humanMail, 15),
    (.autoReply, 15), (.bounce, 10), (.booking, 12),
  ]
}

extension SetMaker {
  /// nil where the set has no child or no earlier case that the scenario needs.
  mutating func make(_ scenario: Scenario, at date: Moment, _ number: Int) -> LabelledCase? {
    var own = Dice(seed: options.seed, for: "case \(number)")
    switch scenario {
    case .submission: return submission(at: date, &own)
    case .twoFiles: return submission(at: date, &own, asTwoFiles: true)
    case .siblings: return siblings(at: date, &own)
    case .completed: return completed(at: date, &own)
    case .duplicate: return duplicate(at: date)
    case .reply: return reply(at: date, &own)
    case .booking: return booking(at: date, &own)
    case .newsletter, .humanMail, .autoReply, .bounce: return ordinary(scenario, at: date, &own)
    default: return refused(scenario, at: date, &own)
    }
  }
}
