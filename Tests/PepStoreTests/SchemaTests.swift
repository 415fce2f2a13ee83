import FoundationEssentials
import PepCore
import Testing

@testable import PepStore

/// `config/register.schema.json` says what `register.json` holds, no more and no less.
@Suite struct SchemaTests {
  private func schema() throws -> JSONValue {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/" + root + "/config/register.schema.json"
    let bytes = try #require(try LocalFileSystem(root: "/").readAll(path))
    return try JSONDecoder().decode(JSONValue.self, from: bytes)
  }

  private func fullRegister() async throws -> JSONValue {
    let disk = SimulatedDisk()
    try await fillEverything(open(disk))
    let bytes = try #require(try disk.readAll("/srv/state/register/register.json"))
    return try JSONDecoder().decode(JSONValue.self, from: bytes)
  }

  @Test func `every key of a full register is in the schema, and the reverse`() async throws {
    var check = SchemaCheck(root: try schema())
    check.compare(try await fullRegister(), check.root, "")
    #expect(check.faults.isEmpty, "\(check.faults.joined(separator: "\n"))")
    let unused = check.properties(of: check.root, "#").subtracting(check.seen)
    #expect(unused.isEmpty, "in the schema, but never written: \(unused.sorted())")
  }

  @Test func `a key that the schema lacks is noticed`() async throws {
    var check = SchemaCheck(root: try schema())
    guard case .object(var register) = try await fullRegister() else { return }
    register["extra"] = .bool(true)
    register["sequence"] = .text("12")
    register["cursors"] = nil
    check.compare(.object(register), check.root, "")
    #expect(check.faults.sorted() == ["/extra: unknown", "/sequence: type", ": lacks cursors"])
  }

  @Test func `the names in the schema are those of the code`() throws {
    let root = try schema()
    func names(_ definition: String) -> Set<String> {
      guard case .list(let values)? = root["$defs"]?[definition]?["enum"] else { return [] }
      return Set(values.compactMap { if case .text(let text) = $0 { text } else { nil } })
    }
    #expect(names("fieldName") == Set(FieldName.allCases.map(\.rawValue)))
    #expect(names("reasonCode") == Set(ReasonCode.allCases.map(\.rawValue)))
    #expect(names("letterKind") == Set(LetterDraft.Kind.allCases.map(\.rawValue)))
    #expect(root["properties"]?["schemaVersion"]?["const"] == .integer(Register.schemaVersion))
  }

  @Test func `the checkpoint's register is the register's own JSON`() async throws {
    let disk = SimulatedDisk()
    let store = try open(disk)
    try await fillEverything(store)
    let own = try StoreJSON.encoder(pretty: false).encode(await store.register)
    let register = try JSONDecoder().decode(JSONValue.self, from: own)
    #expect(try await fullRegister()["register"] == register)
  }
}

extension JSONValue {
  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }
}

/// As much of JSON Schema as our schema uses: references, objects, lists, maps and types.
private struct SchemaCheck {
  let root: JSONValue
  var faults: [String] = []
  /// Properties that a value had, by where the schema defines them.
  var seen: Set<String> = []

  private func resolve(_ schema: JSONValue, _ place: String) -> (JSONValue, String) {
    guard case .text(let reference)? = schema["$ref"] else { return (schema, place) }
    let name = String(reference.dropFirst("#/$defs/".count))
    return (root["$defs"]?[name] ?? .null, name)
  }

  mutating func compare(
    _ value: JSONValue, _ schema: JSONValue, _ path: String, _ place: String = "#"
  ) {
    let (schema, place) = resolve(schema, place)
    guard hasType(value, schema) else {
      faults.append("\(path): type")
      return
    }
    switch value {
    case .object(let members):
      for (key, member) in members {
        if let property = schema["properties"]?[key] {
          seen.insert(place + "." + key)
          compare(member, property, path + "/" + key, place + "." + key)
        } else if let map = schema["additionalProperties"], map != .bool(false) {
          compare(member, map, path + "/*", place + ".*")
        } else {
          faults.append("\(path)/\(key): unknown")
        }
      }
      guard case .list(let required)? = schema["required"] else { break }
      for case .text(let key) in required where members[key] == nil {
        faults.append("\(path): lacks \(key)")
      }
    case .list(let items):
      for item in items { compare(item, schema["items"] ?? .null, path + "[]", place + "[]") }
    case .text:
      if case .list(let allowed)? = schema["enum"], !allowed.contains(value) {
        faults.append("\(path): not one of the values")
      }
    default: break
    }
  }

  private func hasType(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    let types: [JSONValue]
    switch schema["type"] {
    case .text(let type)?: types = [.text(type)]
    case .list(let list)?: types = list
    default: return schema["enum"] != nil || schema["const"] == value
    }
    let names: [String] =
      switch value {
      case .null: ["null"]
      case .bool: ["boolean"]
      case .integer: ["integer", "number"]
      case .number: ["number"]
      case .text: ["string"]
      case .list: ["array"]
      case .object: ["object"]
      }
    return names.contains { types.contains(.text($0)) }
  }

  /// All properties that the schema defines, each by where it does.
  func properties(of schema: JSONValue, _ place: String) -> Set<String> {
    var found: Set<String> = []
    if case .object(let properties)? = schema["properties"] {
      for (key, property) in properties {
        found.insert(place + "." + key)
        found.formUnion(self.properties(of: property, place + "." + key))
      }
    }
    if let map = schema["additionalProperties"] {
      found.formUnion(properties(of: map, place + ".*"))
    }
    if let items = schema["items"] { found.formUnion(properties(of: items, place + "[]")) }
    if place == "#", case .object(let definitions)? = schema["$defs"] {
      for (name, definition) in definitions { found.formUnion(properties(of: definition, name)) }
    }
    return found
  }
}
