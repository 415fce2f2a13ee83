import DocumentFormat
import PepCore
import Testing

struct RichTextTests {
  private func facts(_ text: String) -> DocumentFacts? {
    guard case .document(let facts) = DocumentReader.read(Array(text.utf8)) else { return nil }
    return facts
  }

  private func texts(_ text: String) -> [String] {
    (facts(text)?.blocks ?? []).compactMap {
      if case .paragraph(let paragraph) = $0 { paragraph.text } else { nil }
    }
  }

  @Test func `characters of both kinds are read`() {
    let text =
      #"{\rtf1\ansi\ansicpg1252\uc1 Zo\u235\'eb caf\'e9 \u8217?s\~10\par next\line line\par}"#
    #expect(texts(text) == ["Zo\u{EB} caf\u{E9} \u{2019}s\u{A0}10", "next\nline"])
  }

  @Test func `deleted and hidden text is left out`() {
    #expect(texts(#"{\rtf1 a{\deleted b}{\v c}{\*\unknown d}{\strike e}\par}"#) == ["ae"])
  }

  @Test func `a table is rows of cells with spans`() {
    let row = #"\trowd\cellx1000\cellx2000\intbl A\cell B\cell\row"#
    let wide = #"\trowd\cellx2000\intbl C\cell\row"#
    guard case .table(let table)? = facts("{\\rtf1 \(row)\(wide)\\pard end\\par}")?.blocks.first
    else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.map { $0.map(\.columns) } == [[1, 1], [2]])
  }

  @Test func `form fields show their state`() {
    let box =
      #"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1{\*\ffname Yes}}}}{\fldrslt }}"#
    let list =
      #"{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl One}{\*\ffl Two}}}}{\fldrslt }}"#
    #expect(texts("{\\rtf1 \(box) \(list)\\par}") == ["\u{2612} Two"])
  }

  @Test func `a field inside the entry of another one has no entries yet`() {
    let list =
      #"{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2{\*\ffl One{\field{\*\ffl In}}}}}}{\fldrslt }}"#
    let box = #"{\field{\*\ffl One{\field In}}}"#
    #expect(texts("{\\rtf1 \(list)\(box) end\\par}").contains { $0.hasSuffix("end") })
  }

  @Test func `what breaks off or nests without end is refused`() {
    #expect(DocumentReader.read(Array(#"{\rtf1 half of a"#.utf8)) == .unreadable(.truncated))
    let deep = "{\\rtf1 " + String(repeating: "{", count: 100_000)
    #expect(DocumentReader.read(Array(deep.utf8)) == .unreadable(.overLimit))
  }
}
