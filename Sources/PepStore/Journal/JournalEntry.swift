import FoundationEssentials
import PepCore

/// One event and all that it led to: it has happened wholly or not at all.
package enum JournalEntry: Hashable, Sendable {
  /// A message was handled.
  case message(HandledMessage)
  /// A handled message stands in the mailbox under another UID. Nothing else follows from it.
  case recognised(RecognisedMessage)
  /// A handled message was moved to where its outcome belongs, or is gone from the mailbox.
  case mailboxFiled(MailboxFiling)
  /// A step of a letter on its way.
  case letter(LetterStep)
  case roster(RosterImport)
  case administrator(AdministratorAct)
  /// A day began: reminders and what they led to.
  case day(DayBegun)
  /// How far a folder of the mailbox was looked through.
  case cursor(FolderCursor)
  /// All sending was stopped, or goes on.
  case sending(SendingOrder)
  /// What stood here was erased.
  case erased(ErasedLine)

  /// The register changes of the entry, in order.
  package var changes: [RegisterChange] {
    switch self {
    case .message(let message): message.changes
    case .roster(let roster): roster.changes
    case .administrator(let act): act.changes
    case .day(let day): day.changes
    case .recognised, .mailboxFiled, .letter, .cursor, .sending, .erased: []
    }
  }

  /// The letters that the entry brings into the outbox.
  package var letters: [StoredLetter] {
    switch self {
    case .message(let message): message.letters
    case .administrator(let act): act.letters
    case .day(let day): day.letters
    case .roster(let roster): roster.letters ?? []
    case .recognised, .mailboxFiled, .letter, .cursor, .sending, .erased: []
    }
  }

  /// The steps of letters that were in the outbox before.
  package var steps: [LetterStep] {
    switch self {
    case .letter(let step): [step]
    case .administrator(let act): act.steps
    case .roster(let roster): roster.steps ?? []
    case .message, .recognised, .mailboxFiled, .day, .cursor, .sending, .erased: []
    }
  }
}

extension JournalEntry: Codable {
  private enum CodingKeys: String, CodingKey {
    case message, recognised, mailboxFiled, letter, roster, administrator, day, cursor, sending,
      erased
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard let key = container.allKeys.first, container.allKeys.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not one kind of entry"))
    }
    func value<Value: Decodable>() throws -> Value {
      try container.decode(Value.self, forKey: key)
    }
    switch key {
    case .message: self = .message(try value())
    case .recognised: self = .recognised(try value())
    case .mailboxFiled: self = .mailboxFiled(try value())
    case .letter: self = .letter(try value())
    case .roster: self = .roster(try value())
    case .administrator: self = .administrator(try value())
    case .day: self = .day(try value())
    case .cursor: self = .cursor(try value())
    case .sending: self = .sending(try value())
    case .erased: self = .erased(try value())
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .message(let value): try container.encode(value, forKey: .message)
    case .recognised(let value): try container.encode(value, forKey: .recognised)
    case .mailboxFiled(let value): try container.encode(value, forKey: .mailboxFiled)
    case .letter(let value): try container.encode(value, forKey: .letter)
    case .roster(let value): try container.encode(value, forKey: .roster)
    case .administrator(let value): try container.encode(value, forKey: .administrator)
    case .day(let value): try container.encode(value, forKey: .day)
    case .cursor(let value): try container.encode(value, forKey: .cursor)
    case .sending(let value): try container.encode(value, forKey: .sending)
    case .erased(let value): try container.encode(value, forKey: .erased)
    }
  }
}
