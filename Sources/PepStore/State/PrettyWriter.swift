import FoundationEssentials

/// Writes a large JSON object piece by piece, in the layout of `JSONEncoder`'s pretty printing.
/// Encoding a register in one go would hold it several times over in memory.
struct PrettyWriter {
  private let add: (Data) throws -> Void
  private let encoder = StoreJSON.encoder(pretty: true)
  private var buffer: [UInt8] = []
  private var depth = 0
  private var isFirst = true

  init(_ add: @escaping (Data) throws -> Void) { self.add = add }

  mutating func object(
    _ key: String? = nil, _ members: (inout PrettyWriter) throws -> Void
  ) throws {
    if let key { try begin(key) }
    append("{")
    depth += 1
    isFirst = true
    try members(&self)
    depth -= 1
    if !isFirst { startLine() }
    append("}")
    isFirst = false
  }

  mutating func map<Value: Encodable>(_ key: String, _ values: [String: Value]) throws {
    try object(key) { writer in
      for (key, value) in values.sorted(by: { $0.key < $1.key }) { try writer.value(key, value) }
    }
  }

  mutating func value(_ key: String, _ value: some Encodable) throws {
    try begin(key)
    let indentation = [UInt8](repeating: 0x20, count: 2 * depth)
    // A line end within a JSON text is always layout: in a string it is escaped.
    try encoder.encode(value).withUnsafeBytes { json in
      var rest = json[...]
      while let end = rest.firstIndex(of: 0x0a) {
        buffer.append(contentsOf: rest[...end])
        buffer.append(contentsOf: indentation)
        rest = rest[(end + 1)...]
      }
      buffer.append(contentsOf: rest)
    }
    if buffer.count >= Limits.writeBytes { try flush() }
  }

  mutating func finish() throws {
    append("\n")
    try flush()
  }

  private mutating func begin(_ key: String) throws {
    if !isFirst { append(",") }
    isFirst = false
    startLine()
    if key.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x5c }) {
      append("\"\(key)\"")
    } else {
      buffer.append(contentsOf: try encoder.encode(key))
    }
    append(" : ")
  }

  private mutating func startLine() {
    append("\n")
    buffer.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private mutating func append(_ text: String) { buffer.append(contentsOf: text.utf8) }

  private mutating func flush() throws {
    try add(Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}
