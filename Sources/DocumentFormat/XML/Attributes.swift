import CXML

/// Where libxml2 keeps the attribute names that are asked for.
struct AttributeNames {
  private let pointers: [UnsafePointer<xmlChar>?]

  init(in dictionary: xmlDictPtr?) {
    pointers = Attribute.xmlNames.map { xmlDictLookup(dictionary, $0, -1) }
  }

  subscript(attribute: Attribute) -> UnsafePointer<xmlChar>? { pointers[attribute.rawValue] }
}

/// The attributes of a start tag, valid during the call that brings them.
struct Attributes {
  private let list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  private let count: Int
  private let names: AttributeNames

  /// SAX2 gives five pointers each: local name, prefix, namespace, begin and end of the value.
  init(
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int, _ names: AttributeNames
  ) {
    self.list = list
    self.count = count
    self.names = names
  }

  subscript(attribute: Attribute) -> AttributeValue? {
    guard let list, count > 0, let wanted = names[attribute] else { return nil }
    for index in 0..<count where list[index * 5] == wanted {
      guard let begin = list[index * 5 + 3], let end = list[index * 5 + 4] else { return nil }
      return AttributeValue(bytes: UnsafeBufferPointer(start: begin, count: end - begin))
    }
    return nil
  }

  /// A property that is on by being there (ECMA-376 part 1, 17.17.4), unless its value says no.
  var isOn: Bool { self[.val]?.isOn ?? true }
}

struct AttributeValue {
  let bytes: UnsafeBufferPointer<UInt8>

  var string: String { String(decoding: bytes, as: UTF8.self) }
  var integer: Int? { Int(string) }
  var isOn: Bool { !(self == "0" || self == "false" || self == "off") }

  static func == (value: AttributeValue, text: StaticString) -> Bool {
    value.bytes.count == text.utf8CodeUnitCount
      && value.bytes.elementsEqual(
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
