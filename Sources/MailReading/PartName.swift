import CGMime

/// The name of a part as it may be shown: decoded, without a path, without characters that hide or
/// reorder text. Never used as a file name.
enum PartName {
  static func of(_ object: UnsafeMutablePointer<GMimeObject>) -> String? {
    let headers = MailHeaders(object)
    let disposition = headers.first("content-disposition") ?? ""
    let type = headers.first("content-type") ?? ""
    let name =
      encoded("filename", in: disposition) ?? extended("filename", in: disposition)
      ?? borrowed(g_mime_object_get_content_disposition_parameter(object, "filename"))
      ?? encoded("name", in: type)
      ?? borrowed(g_mime_object_get_content_type_parameter(object, "name"))
      // The library drops the parameters of a type that is none, such as `Content-Type: pdf`.
      ?? HeaderParameter.value("name", in: type)
    return name.flatMap(cleaned)
  }

  /// Encoded words in a parameter are forbidden (RFC 2047 section 5) and common.
  private static func encoded(_ parameter: String, in header: String) -> String? {
    guard header.contains("=?"), let value = HeaderParameter.value(parameter, in: header),
      value.contains("=?")
    else { return nil }
    return EncodedWords.decoded(onOneLine(value))
  }

  /// `filename*=iso-8859-1''%C9vie.docx` (RFC 2231 section 4): the library knows the value only where its charset
  /// is UTF-8.
  private static func extended(_ parameter: String, in header: String) -> String? {
    guard let value = HeaderParameter.value(parameter + "*", in: header) else { return nil }
    let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty else { return nil }
    // The same bytes as an encoded word say their charset.
    let quoted = parts[2].replacing("_", with: "%5F").replacing("=", with: "%3D")
      .replacing("?", with: "%3F").replacing("%", with: "=")
    return EncodedWords.decoded("=?\(parts[0])?q?\(quoted)?=")
  }

  /// The name of a member with the folders it lies in, `folder/name`; `..` and drives are dropped.
  static func cleanedPath(_ path: String) -> String? {
    let steps = path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
      .compactMap { cleaned(String($0)) }
    guard let name = steps.last else { return nil }
    let folders = steps.dropLast().suffix(8).joined(separator: "/").prefix(Limits.pathCharacters)
    return folders.isEmpty ? name : folders + "/" + name
  }

  /// nil where nothing that can be shown is left.
  static func cleaned(_ name: String) -> String? {
    let lastPart = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    var scalars = String.UnicodeScalarView()
    for scalar in lastPart.unicodeScalars where !isHidden(scalar) { scalars.append(scalar) }
    let shown = trimmed(String(scalars))
    guard shown.contains(where: { $0 != "." }) else { return nil }
    return capped(shown)
  }

  /// `report\u{202E}xcod.exe` reads `reportexe.docx` on a screen.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      true
    default: false
    }
  }

  /// The end of a long name says more than its middle.
  private static func capped(_ name: String) -> String {
    guard name.count > Limits.nameCharacters else { return name }
    let tail = name.suffix(20)
    return String(name.prefix(Limits.nameCharacters - tail.count - 1)) + "…" + tail
  }
}

/// Without blanks at both ends.
func trimmed(_ text: some StringProtocol) -> String {
  let rest = text.drop(while: \.isWhitespace)
  guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
  return String(rest[...last])
}
