import CXML

/// The dictionary in which libxml2 keeps names, with those that readers ask for. One for all parts of a
/// file: entering three hundred names anew for each costs as much as reading a small part.
final class XMLDictionary {
  let pointer: xmlDictPtr?
  @exclusivity(unchecked) var elements = PointerTable()
  let attributes: AttributeNames

  init() {
    pointer = xmlDictCreate()
    // libxml2's own limit for the names of one document.
    xmlDictSetLimit(pointer, 10_000_000)
    attributes = AttributeNames(in: pointer)
    for (index, element) in Element.xmlNames.enumerated() {
      if let name = xmlDictLookup(pointer, element, -1) {
        elements.insert(name, UInt8(truncatingIfNeeded: index))
      }
    }
  }

  deinit { xmlDictFree(pointer) }
}
