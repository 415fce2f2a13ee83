import PepConfig
import PepCore

/// Why a message lies before a person, and what the person can do, in words for PEP Co-ordinators.
package enum ReviewWords {
  static func facts(_ draft: LetterDraft, _ folders: Settings.Folders) -> [String: String] {
    guard draft.kind == .notice, case .text(let code) = draft.facts["reason"],
      let reason = ReasonCode(rawValue: code)
    else { return [:] }
    return [
      "why": why(reason), "do": whatToDo(reason, folders), "folder": folders.needsAPerson,
    ]
  }

  package static func why(_ reason: ReasonCode) -> String {
    switch reason {
    case .childNotIdentified: "the form does not say for certain which child it is about"
    case .childConflict:
      "facts on the form point at different children, or disagree with the roster"
    case .childNotInCare: "the child has left care according to the roster"
    case .senderNotKnown: "the sender is not on the roster for that child"
    case .senderNotAuthenticated: "our mail server could not confirm who sent it"
    case .otherAuthority: "it belongs to another authority"
    case .blankForm: "the form is not filled in"
    case .sealed: "it is encrypted, password-protected or behind a link, so a person must open it"
    case .unreadable: "an attachment could not be read"
    case .answersElsewhere: "the form refers to another document for an answer"
    case .noAdvisoryTeacher: "the child has no Advisory Teacher on the roster"
    case .newerOnFile: "a newer PEP of the same term is on file"
    case .unsure: "an answer could not be read for certain"
    case .bounce: "one of our letters could not be delivered"
    case .autoReply, .unrelated, .duplicate: "it needs nobody"
    }
  }

  private static func whatToDo(_ reason: ReasonCode, _ folders: Settings.Folders) -> String {
    switch reason {
    case .senderNotKnown, .senderNotAuthenticated:
      "If you know that it is genuine, move it to the folder \(folders.accept). Otherwise leave it where it is."
    case .childNotIdentified, .childConflict:
      "Please check the form against the roster and ask the school if need be; move a corrected message to \(folders.tryAgain)."
    case .childNotInCare, .noAdvisoryTeacher:
      "If the roster is out of date, correct it and move the message to \(folders.tryAgain)."
    case .sealed, .unreadable:
      "Please open it yourself, or ask the school to send it as an ordinary Word or PDF file."
    case .answersElsewhere, .unsure:
      "Please read the form yourself and record what it says."
    case .bounce:
      "Please check the address on the roster."
    default:
      "Please look at it and file it where it belongs."
    }
  }
}
