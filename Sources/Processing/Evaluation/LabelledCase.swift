import Foundation
import PepCore

/// One case of a labelled set: a message, and what a careful PEP Co-ordinator would have done.
package struct LabelledCase: Sendable {
  package var name: String
  package var message: Data
  package var expected: Expected
}

/// `expected.json`. Optional where a case need not say anything.
package struct Expected: Decodable, Sendable {
  package var summary: String
  package var message: MessageKind
  package var outcome: Decision.Outcome
  package var reason: ReasonCode?
  package var attachments: [Attachment]
  package var peps: [Plan]
  package var mail: [Letter]
  package var tags: [String]?

  package struct Attachment: Decodable, Hashable, Sendable {
    package var file: String
    package var kind: AttachmentKind
    package var part: FormPart?
    package var phase: Phase?
    package var child: String?
  }

  package struct Plan: Decodable, Sendable {
    package var child: String
    package var term: SchoolTerm
    package var fields: [FieldName: FieldValue]
    package var missing: [FieldName]

    private enum CodingKeys: String, CodingKey { case child, term, fields, missing }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      child = try container.decode(String.self, forKey: .child)
      term = try container.decode(SchoolTerm.self, forKey: .term)
      fields = try container.decode(NamedFields<FieldValue>.self, forKey: .fields).values
      missing = try container.decode([FieldName].self, forKey: .missing)
    }
  }

  package struct Letter: Decodable, Hashable, Sendable {
    package var kind: String
    package var to: String
    package var child: String?
    package var asks: [FieldName]?
  }
}

/// A labelled set cannot be judged; says which file and why.
package struct LabelledSetError: Error {
  package var file: String
  package var problem: String
}

package enum LabelledSet {
  /// The cases of `folder/cases`, by name; ordering by date is the evaluation's business.
  package static func read(_ folder: String) throws -> [LabelledCase] {
    let cases = folder + "/cases"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: cases) else {
      throw LabelledSetError(file: cases, problem: "is no folder that can be read")
    }
    return try names.sorted().filter { !$0.hasPrefix(".") }.map { name in
      let messageFile = "\(cases)/\(name)/message.eml"
      let expectedFile = "\(cases)/\(name)/expected.json"
      guard let message = FileManager.default.contents(atPath: messageFile) else {
        throw LabelledSetError(file: messageFile, problem: "cannot be read")
      }
      guard let json = FileManager.default.contents(atPath: expectedFile) else {
        throw LabelledSetError(file: expectedFile, problem: "cannot be read")
      }
      do {
        return LabelledCase(
          name: name, message: message,
          expected: try JSONDecoder().decode(Expected.self, from: json))
      } catch {
        throw LabelledSetError(file: expectedFile, problem: "is not as FORMAT.md says: \(error)")
      }
    }
  }
}
