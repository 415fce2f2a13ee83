import Foundation
import Mustache
import PepConfig
import PepCore
import PepStore

/// Puts letters into words: the drafts of the centre through the templates of `config/letters/`.
package struct LetterRoom: Sendable {
  private let templates: [LetterDraft.Kind: Templates]
  private let sender: [String: String]
  private let mailbox: String
  private let folders: Settings.Folders

  private struct Templates: Sendable {
    var subject: MustacheTemplate
    var text: MustacheTemplate
    var html: MustacheTemplate
  }

  package init(_ settings: Settings) throws {
    var templates: [LetterDraft.Kind: Templates] = [:]
    for kind in LetterDraft.Kind.allCases {
      func template(_ form: String) throws -> MustacheTemplate {
        try Self.template("\(settings.letters.folder)/\(kind.rawValue).\(form).mustache")
      }
      templates[kind] = Templates(
        subject: try template("subject"), text: try template("text"), html: try template("html"))
    }
    self.templates = templates
    mailbox = settings.mailbox.address
    folders = settings.mailbox.folders
    sender = [
      "contactName": settings.letters.contactName,
      "contactPhone": settings.letters.contactPhone ?? "",
      "guidanceLink": settings.letters.guidanceLink ?? "",
      "authority": settings.authority.name, "mailbox": settings.mailbox.address,
    ]
  }

  /// The letter in words. `name` is the addressee's, for the salutation.
  package func word(
    _ draft: LetterDraft, to name: String?, at date: Date, isHeld: Bool
  ) throws -> StoredLetter {
    guard let template = templates[draft.kind] else {
      throw LetterTemplateError(file: draft.kind.rawValue, problem: "there is no such letter")
    }
    var facts: [String: Any] = draft.facts.mapValues(\.forTemplate)
    for (key, value) in sender { facts[key] = value }
    facts["name"] = name ?? ""
    facts["reference"] = draft.reference
    for (key, value) in ReviewWords.facts(draft, folders) { facts[key] = value }
    // To a template, a text that is empty is a fact that is absent.
    facts = facts.filter { ($0.value as? String)?.isEmpty != true }
    return StoredLetter(
      draft: draft, subject: Self.oneLine(template.subject.render(facts)),
      text: template.text.render(facts), html: template.html.render(facts),
      messageID:
        "\(draft.reference)@\(mailbox.split(separator: "@").last.map(String.init) ?? "localhost")",
      date: date, isHeld: isHeld)
  }

  private static func template(_ file: String) throws -> MustacheTemplate {
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw LetterTemplateError(file: file, problem: "cannot be read")
    }
    do {
      return try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw LetterTemplateError(file: file, problem: "is no template: \(error)")
    }
  }

  /// A subject is one line, whatever the template's author pressed.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmedBlanks
  }
}

package struct LetterTemplateError: Error {
  package var file: String
  package var problem: String
}

extension LetterFact {
  fileprivate var forTemplate: Any {
    switch self {
    case .text(let text): text
    case .flag(let flag): flag
    case .list(let list): list.map { $0.mapValues(\.forTemplate) }
    }
  }
}
