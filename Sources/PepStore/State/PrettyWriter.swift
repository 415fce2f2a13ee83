import FoundationEssentials

/// Writes a large JSON object piece by piece, in the layout of `JSONEncoder`'s pretty printing.
/// Encoding a register in one go would hold it several times over in memory.
struct PrettyWriter {
  private let add: (Data) throws -> Void
  private let encoder = StoreJSON.encoder(pretty: true)
  private var buffer = Data()
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
    let indentation = Data(repeating: 0x20, count: 2 * depth)
    // A line end within a JSON text is always layout: in a string it is escaped.
    for byte in try encoder.encode(value) {
      buffer.append(byte)
      if byte == 0x0a { buffer.append(indentation) }
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
    buffer.append(try encoder.encode(key))
    append(" : ")
  }

  private mutating func startLine() {
    append("\n")
    buffer.append(Data(repeating: 0x20, count: 2 * depth))
  }

  private mutating func append(_ text: String) { buffer.append(contentsOf: text.utf8) }

  private mutating func flush() throws {
    try add(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
