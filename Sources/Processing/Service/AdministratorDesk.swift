import Foundation
import PepCore
import PepStore

/// Carries out what a person decided by a command, and says so in words.
package struct AdministratorDesk: Sendable {
  let store: RegisterStore
  let office: Office
  let clock: Clock

  package init(_ store: RegisterStore, _ office: Office, _ clock: Clock = Clock()) {
    self.store = store
    self.office = office
    self.clock = clock
  }

  package func take(_ request: AdministratorRequest, by person: String) async throws -> String {
    let policy = office.policy
    let today = clock.today
    let changes = try await store.reading {
      try decide(request, by: person, $0, today: today, policy: policy)
    }
    try await store.commit(
      [.administrator(AdministratorAct(what: request.asked, by: person, changes: changes))],
      at: clock.now())
    try await store.checkpoint()
    return request.done(changes)
  }
}

extension AdministratorRequest {
  /// For the log and the history: by care ID or reference.
  var asked: String {
    switch self {
    case .hold(let child, _): "hold \(child)"
    case .resume(let child): "resume \(child)"
    case .dismiss(let message): "dismiss \(message)"
    case .accept(let message): "accept \(message)"
    case .assign(let message, let child): "assign \(message) \(child)"
    case .clearAddress: "clear an address"
    case .correct(let child, let field, _, _): "correct \(child) \(field)"
    case .clearCorrection(let child, let field, _): "clear \(child) \(field)"
    case .closeQuery(let reference): "query close \(reference)"
    case .funding(let child, _, let isReleased, _):
      "funding \(isReleased ? "release" : "withhold") \(child)"
    }
  }

  fileprivate func done(_ changes: [RegisterChange]) -> String {
    switch self {
    case .hold(let child, _):
      "No school or social worker is written to about \(child) until you resume."
    case .resume(let child): "Letters about \(child) go on."
    case .dismiss(let message): "\(message) is settled."
    case .accept(let message):
      "\(message) is read anew in the next round, on your word about its sender."
    case .assign(let message, let child):
      "\(message) is read anew in the next round, as one about \(child)."
    case .clearAddress:
      "Letters go to this address again. Those that failed wait: pepctl outbox list."
    case .correct(let child, let field, _, _):
      "\(field) of \(child) is corrected; nothing read from mail replaces it until you clear it."
    case .clearCorrection(let child, let field, _):
      "\(field) of \(child) stays as it is until mail brings another value."
    case .closeQuery(let reference): "Query \(reference) closed."
    case .funding(let child, _, let isReleased, _):
      "Funding of \(changes.funded?.description ?? child): \(isReleased ? "released" : "withheld")."
    }
  }
}

extension [RegisterChange] {
  /// The PEP about whose funding somebody decided.
  fileprivate var funded: PlanKey? {
    for case .fundingDecided(let key, _) in self { return key }
    return nil
  }
}

extension AdministratorRefusal {
  var words: String {
    switch self {
    case .noChild(let id): "There is no child '\(id)' on the roster."
    case .noHold(let id): "Letters about '\(id)' are not held."
    case .noReview(let message):
      "Nothing of the reference '\(message)' is before a person. See: pepctl review list."
    case .notRead(let message):
      "\(message) was too large to be read. Take what it holds from the mailbox, then: pepctl review dismiss \(message)."
    case .noAddress:
      "No letter to that address came back. See: pepctl address list."
    case .noField(let name):
      "There is no field '\(name)'. The fields are: "
        + FieldName.allCases.map(\.rawValue).joined(separator: ", ") + "."
    case .noTerm(let term): "'\(term)' is no term. Write it like '2026-27 autumn'."
    case .noPlan(let child, let term):
      "The register has no PEP of \(child)" + (term.map { " for \($0)" } ?? "") + "."
    case .noCorrection(let field): "\(field.rawValue) was not corrected by hand."
    case .noValue(let field):
      "That is no value for \(field.rawValue), which is \(field.kind.inWords)."
    case .noQuery: "There is no open query of that reference. See: pepctl query list."
    case .notFinalised(let key):
      "The PEP \(key) is not finalised, so its funding is not released. See what is open with: pepctl funding list."
    }
  }
}

extension FieldKind {
  fileprivate var inWords: String {
    switch self {
    case .text: "a text"
    case .date: "a day, such as 2026-10-12"
    case .percentage: "a percentage"
    case .count: "a whole number"
    case .number: "a number"
    case .money: "a sum in pounds"
    case .yesNo: "yes or no"
    case .senStatus: SENStatus.allCases.map(\.rawValue).joined(separator: ", ")
    case .rows: "a table, which a command cannot enter"
    }
  }
}
