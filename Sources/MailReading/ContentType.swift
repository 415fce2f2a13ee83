import CGMime

/// The declared type of a part, in lower case. A part without one is text/plain (RFC 2045 section 5.2).
struct ContentType {
  let name: String
  private let object: UnsafeMutablePointer<GMimeObject>

  init(_ object: UnsafeMutablePointer<GMimeObject>) {
    self.object = object
    let type = g_mime_object_get_content_type(object)
    name =
      taken(type.flatMap { g_mime_content_type_get_mime_type($0) })
      .map { onOneLine($0.lowercased(), limit: 100) } ?? "text/plain"
  }

  func parameter(_ name: String) -> String? {
    borrowed(g_mime_object_get_content_type_parameter(object, name))
  }

  var isMessage: Bool { ContentType.isMessage(name) }

  static func isMessage(_ name: String) -> Bool {
    ["message/rfc822", "message/rfc2822", "message/global"].contains(name)
  }
}
