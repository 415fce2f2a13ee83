/// The element names that a reader here asks for, by their local name in XML.
enum Element: String, CaseIterable {
  /// Any element that no reader asks for.
  case unknown = "?"
  // Word: structure
  case document, body, p, r, t, tab, br, cr, ptab, sym, noBreakHyphen, softHyphen
  case pPr, rPr, sectPr, tabs, numPr, outlineLvl, pStyle, rStyle, rubyText = "rt"
  case tbl, tr, tc, tblPr, tblGrid, tblPrEx, trPr, tcPr, gridSpan, gridBefore, vMerge, hMerge
  case headerReference, footerReference, titlePg, footnote, endnote, txbxContent
  case altChunk, object
  // Word: looks
  case b, i, u, strike, dstrike, highlight, shd, vanish, webHidden, rFonts
  case style, basedOn, name, docDefaults, rPrDefault, latentStyles, tblStylePr
  // Word: tracked changes
  case ins, del, moveFrom, cellDel, cellMerge
  case pPrChange, rPrChange, tblPrChange, tblPrExChange, trPrChange, tcPrChange, sectPrChange
  case tblGridChange, numberingChange
  // Word: content controls
  case sdt, sdtPr, sdtContent, alias, tag, showingPlcHdr, dropDownList, comboBox
  case docPartObj, docPartList, group, picture, citation, bibliography
  case repeatingSection, repeatingSectionItem
  case checkbox, checkedState, uncheckedState, checked
  // Word: fields
  case fldChar, fldSimple, instrText, ffData, checkBox, ddList, textInput, result, listEntry
  case defaultValue = "default"
  // Others
  case alternateContent = "AlternateContent"
  case choice = "Choice"
  case fallback = "Fallback"
  case blip, imagedata, chart, relIds
  case oleObject = "OLEObject"
  case relationship = "Relationship"
  case override = "Override"
  case defaultType = "Default"

  // OpenDocument: text and tables
  case openDocument = "document-content"
  case openHeading = "h"
  case span, s
  case lineBreak = "line-break"
  case openTable = "table"
  case tableRow = "table-row"
  case tableCell = "table-cell"
  case coveredCell = "covered-table-cell"
  case section
  case noteBody = "note-body"
  case noteCitation = "note-citation"
  case trackedChanges = "tracked-changes"
  case annotation
  case hiddenText = "hidden-text"
  case hiddenParagraph = "hidden-paragraph"
  case placeholder
  case dropDown = "drop-down"
  case openInput = "text-input"
  case listItem = "list-item"
  case textBox = "text-box"
  case image, title, desc
  case masterStyles = "master-styles"
  case masterPage = "master-page"
  case header, footer
  case headerLeft = "header-left"
  case footerLeft = "footer-left"
  case headerFirst = "header-first"
  case footerFirst = "footer-first"
  case rubyReading = "ruby-text"
  case defaultStyle = "default-style"
  case textProperties = "text-properties"
  // OpenDocument: fields and controls
  case fieldmark
  case fieldmarkStart = "fieldmark-start"
  case fieldmarkEnd = "fieldmark-end"
  case param
  case contentControl = "content-control"
  case control, forms
  case formRadio = "radio"
  case formText = "text"
  case formArea = "textarea"
  case formList = "listbox"
  case formCombo = "combobox"
  case formOption = "option"
  case formDate = "date"
  case formNumber = "number"
  case formFormatted = "formatted-text"
  static let xmlNames = allCases.map(\.rawValue)

  /// Whether this name means the same in that vocabulary; `a:p` of a drawing is no paragraph.
  func belongs(to space: Namespace) -> Bool {
    switch space {
    case .word: true
    case .wordExtension:
      switch self {
      case .checkbox, .checkedState, .uncheckedState, .checked, .repeatingSection,
        .repeatingSectionItem:
        true
      default: false
      }
    case .math: self == .t || self == .r
    case .compatibility: self == .alternateContent || self == .choice || self == .fallback
    case .openDocument: self != .formText
    case .openForm: true
    case .package: self == .relationship || self == .override || self == .defaultType
    case .unknown:
      self == .blip || self == .imagedata || self == .chart || self == .relIds || self == .oleObject
    }
  }
}

/// The attribute names that are asked for; their prefix is not looked at.
enum Attribute: Int, CaseIterable {
  case val, type, id, font, char, fill, ascii, hAnsi, space, styleId, fldCharType, vMerge
  case defaultMark, target, relationshipType, relationshipID, targetMode, partName, contentType
  case fileExtension, requires
  case name, family, checked, alias, tag, control, label, selected, state, value, display
  case styleName, parentStyle, outlineLevel, defaultOutline, count, repeatedColumns, spannedColumns
  case fontWeight, fontStyle, underline, lineThrough, lineThroughType, background, fontName
  case showsPrompt, isBox, isList, isCombo, currentState, currentSelected, currentValue

  var xmlName: String {
    switch self {
    case .defaultMark: "default"
    case .target: "Target"
    case .relationshipType: "Type"
    case .relationshipID: "Id"
    case .targetMode: "TargetMode"
    case .partName: "PartName"
    case .contentType: "ContentType"
    case .fileExtension: "Extension"
    case .styleName: "style-name"
    case .parentStyle: "parent-style-name"
    case .outlineLevel: "outline-level"
    case .defaultOutline: "default-outline-level"
    case .count: "c"
    case .repeatedColumns: "number-columns-repeated"
    case .spannedColumns: "number-columns-spanned"
    case .fontWeight: "font-weight"
    case .fontStyle: "font-style"
    case .underline: "text-underline-style"
    case .lineThrough: "text-line-through-style"
    case .lineThroughType: "text-line-through-type"
    case .background: "background-color"
    case .fontName: "font-name"
    case .showsPrompt: "showing-place-holder"
    case .isBox: "checkbox"
    case .isList: "dropdown"
    case .isCombo: "combobox"
    case .currentState: "current-state"
    case .currentSelected: "current-selected"
    case .currentValue: "current-value"
    case .requires: "Requires"
    default: String(describing: self)
    }
  }

  /// Made once: every part enters them anew.
  static let xmlNames = allCases.map(\.xmlName)
}

/// The vocabularies, transitional and strict alike.
enum Namespace {
  case word, wordExtension, math, compatibility, package, openDocument, openForm, unknown

  init(_ address: String) {
    self =
      switch address {
      case "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main":
        .word
      case "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2012/wordml":
        .wordExtension
      case "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math":
        .math
      case "http://schemas.openxmlformats.org/markup-compatibility/2006": .compatibility
      case "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://schemas.openxmlformats.org/package/2006/content-types":
        .package
      case "urn:oasis:names:tc:opendocument:xmlns:form:1.0": .openForm
      case "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
        "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0":
        .openDocument
      default: .unknown
      }
  }
}
