/// A value as the register keeps it, typed. Its JSON is the bare value (`96.4`, `"2026-10-12"`,
/// `true`, a list of rows), so that people and spreadsheets can read the register.
package enum FieldValue: Hashable, Sendable {
  case text(String)
  case date(CivilDay)
  case number(Double)
  case bool(Bool)
  case rows([Row])

  /// One row of a list; a cell left blank is absent.
  package struct Row: Hashable, Sendable {
    package var cells: [FieldKind.Column: Cell]
    package init(_ cells: [FieldKind.Column: Cell]) { self.cells = cells }

    package enum Cell: Hashable, Sendable {
      case text(String)
      case number(Double)
    }
  }
}

extension FieldValue {
  /// The value as its field holds it: a text that happens to look like a date ("2026-10-12" as the
  /// answer to "What has changed?") is written in JSON like one, and is a text all the same.
  package func fitting(_ field: FieldName) -> FieldValue {
    if case .date(let day) = self, field.kind != .date { return .text(day.description) }
    return self
  }
}

extension FieldValue: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = CivilDay(text).map { .date($0) } ?? .text(text)
    } else {
      self = .rows(try container.decode([Row].self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .date(let day): try container.encode(day)
    case .number(let number): try container.encode(number)
    case .bool(let bool): try container.encode(bool)
    case .rows(let rows): try container.encode(rows)
    }
  }
}

extension FieldValue.Row: Codable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ column: FieldKind.Column) { stringValue = column.rawValue }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    cells = [:]
    for key in container.allKeys {
      guard let column = FieldKind.Column(rawValue: key.stringValue) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "not a column of a PEP table")
      }
      if let number = try? container.decode(Double.self, forKey: key) {
        cells[column] = .number(number)
      } else {
        cells[column] = .text(try container.decode(String.self, forKey: key))
      }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for (column, cell) in cells {
      switch cell {
      case .text(let text): try container.encode(text, forKey: Key(column))
      case .number(let number): try container.encode(number, forKey: Key(column))
      }
    }
  }
}
