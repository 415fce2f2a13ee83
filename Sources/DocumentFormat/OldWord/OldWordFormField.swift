/// The state of a legacy form field in the data stream (FFData, [MS-DOC] 2.9.78).
enum OldWordFormField {
  static func read(_ data: ByteReader, at start: Int, into field: inout FieldDraft) {
    guard let head = data.u16(start + 4), data.u32(start + head) == 0xFFFF_FFFF,
      let bits = data.u16(start + head + 4)
    else { return }
    let kinds: [FieldDraft.Kind] = [.text, .checkBox, .choice]
    guard kinds.indices.contains(bits & 3) else { return }
    field.kind = kinds[bits & 3]
    var at = start + head + 10
    field.name = text(data, &at)
    var first = 0
    if field.kind == .text {
      _ = text(data, &at)
    } else {
      first = data.u16(at) ?? 0
      at += 2
    }
    // 25 says that nobody has touched it.
    let result = bits >> 2 & 31
    if result != 25 {
      field.isChecked = result != 0
      field.chosen = result
    }
    field.isCheckedAtFirst = first != 0
    field.chosenAtFirst = first
    // Format, help, status and two macros stand before the list.
    for _ in 0..<5 { _ = text(data, &at) }
    if field.kind == .choice { field.entries = entries(data, at) }
  }

  /// A counted text with a zero behind it.
  private static func text(_ data: ByteReader, _ at: inout Int) -> String? {
    guard let count = data.u16(at), let text = data.utf16(at + 2, count) else { return nil }
    at += 2 + count * 2 + 2
    return text.isEmpty ? nil : text
  }

  private static func entries(_ data: ByteReader, _ start: Int) -> [String] {
    guard data.u16(start) == 0xFFFF, let count = data.u16(start + 2) else { return [] }
    var at = start + 6
    var entries: [String] = []
    for _ in 0..<min(count, 200) {
      guard let length = data.u16(at), let text = data.utf16(at + 2, length) else { break }
      entries.append(text)
      at += 2 + length * 2
    }
    return entries
  }
}
