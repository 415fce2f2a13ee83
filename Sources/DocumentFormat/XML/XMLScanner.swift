import CXML
import PepCore

/// What receives a part's elements. `start` answers whether to look inside; a subtree that is not
/// wanted costs next to nothing. Elements of no interest come as `.unknown` and are looked into.
class XMLSink {
  /// Set by a sink to end the scan: the part is not what it should be, or is too large.
  @exclusivity(unchecked) var stopReason: UnreadableReason?

  func start(_ element: Element, _ attributes: Attributes, in parent: Element) -> Bool { true }
  func end(_ element: Element, in parent: Element) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// One pass of libxml2's SAX2 parser over a part that lies whole in memory.
///
/// Names are compared as pointers: libxml2 keeps each name once, so the known ones are entered in
/// its dictionary first (`XMLDictionary`) and no string is compared or made per element.
final class XMLScanner {
  static func prepare() { pep_xml_prepare() }

  static func scan(
    _ bytes: [UInt8], into sink: XMLSink, names: XMLDictionary
  ) throws(UnreadableDocument) {
    let reason = bytes.withUnsafeBytes { XMLScanner(sink, names).run($0) }
    if let reason { throw UnreadableDocument(reason) }
  }

  private let sink: XMLSink
  @exclusivity(unchecked) private var context: xmlParserCtxtPtr?
  private let names: XMLDictionary
  @exclusivity(unchecked) private var spaces:
    [(address: UnsafePointer<xmlChar>?, space: Namespace)] = []
  @exclusivity(unchecked) private var path: [Element] = [.unknown]
  @exclusivity(unchecked) private var skipped = 0
  @exclusivity(unchecked) private var elements = 0
  @exclusivity(unchecked) private var reason: UnreadableReason?

  private init(_ sink: XMLSink, _ names: XMLDictionary) {
    self.sink = sink
    self.names = names
  }

  private func run(_ bytes: UnsafeRawBufferPointer) -> UnreadableReason? {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return .damaged }
    let calls = pep_xml_callbacks(
      start: { reader, name, _, space, _, _, count, _, attributes in
        XMLScanner.from(reader)?.started(name, space, attributes, Int(count))
      },
      end: { reader, _, _, _ in XMLScanner.from(reader)?.ended() },
      text: { reader, bytes, count in XMLScanner.from(reader)?.read(bytes, Int(count)) },
      doctype: { reader, _, _, _ in XMLScanner.from(reader)?.stop(.forbiddenXML) })
    let reader = Unmanaged.passUnretained(self).toOpaque()
    guard
      let context = pep_xml_context(
        start, CInt(bytes.count), calls, reader, names.pointer)
    else {
      return .overLimit
    }
    self.context = context
    defer { xmlFreeParserCtxt(context) }
    xmlParseDocument(context)
    if let reason { return reason }
    return context.pointee.wellFormed == 1 ? nil : .damaged
  }

  private static func from(_ reader: UnsafeMutableRawPointer?) -> XMLScanner? {
    reader.map { Unmanaged<XMLScanner>.fromOpaque($0).takeUnretainedValue() }
  }

  private func started(
    _ name: UnsafePointer<xmlChar>?, _ space: UnsafePointer<xmlChar>?,
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) {
    elements += 1
    if elements > Limits.elements || count > Limits.attributes { return stop(.overLimit) }
    let element = element(name, space)
    if skipped > 0 {
      skipped += 1
      return
    }
    let parent = path[path.count - 1]
    if sink.start(element, Attributes(list, count, names.attributes), in: parent) {
      path.append(element)
    } else {
      skipped = 1
    }
    if let wish = sink.stopReason { stop(wish) }
  }

  private func ended() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard path.count > 1, let element = path.popLast() else { return }
    sink.end(element, in: path[path.count - 1])
    if let wish = sink.stopReason { stop(wish) }
  }

  private func read(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
    if skipped == 0 { sink.text(UnsafeBufferPointer(start: bytes, count: count)) }
  }

  private func stop(_ reason: UnreadableReason) {
    if self.reason == nil { self.reason = reason }
    xmlStopParser(context)
  }

  private func element(
    _ name: UnsafePointer<xmlChar>?, _ address: UnsafePointer<xmlChar>?
  ) -> Element {
    guard let name else { return .unknown }
    guard let index = names.elements[name] else {
      names.elements.insert(name, 0)
      if names.elements.count > Limits.elementNames { stop(.overLimit) }
      return .unknown
    }
    if index == 0 { return .unknown }
    let element = XMLScanner.elements[Int(index)]
    return element.belongs(to: space(address)) ? element : .unknown
  }

  private static let elements = Element.allCases

  private func space(_ address: UnsafePointer<xmlChar>?) -> Namespace {
    for known in spaces where known.address == address { return known.space }
    let space = address.map { Namespace(String(cString: $0)) } ?? .unknown
    // Documents declare some forty; a hostile one may declare thousands.
    if spaces.count < 64 { spaces.append((address, space)) }
    return space
  }
}
