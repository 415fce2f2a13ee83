import Foundation

/// The file formats that schools send a form in.
package enum FileFormat: String, CaseIterable {
  case docx, docm, odt, rtf, doc
  /// Text, as a word processor exports it.
  case pdf
  /// A form that is filled in inside a PDF reader.
  case pdfForm = "pdf-form"
  /// A PDF whose pages are pictures, as a copier sends it.
  case scan
  /// One page of a form, as a JPEG or a PNG.
  case photo

  /// In a set of all formats, in hundredths.
  static let shares: [(FileFormat, Int)] = [
    (.docx, 34), (.docm, 4), (.odt, 8), (.rtf, 8), (.doc, 14), (.pdf, 14), (.pdfForm, 12),
    (.scan, 5), (.photo, 1),
  ]

  /// What the generator cannot write by itself is converted from a Word file.
  package var programs: [String] {
    switch self {
    case .docx, .docm, .pdfForm: []
    case .odt, .rtf, .doc, .pdf: ["soffice"]
    case .scan, .photo: ["soffice", "pdftoppm"]
    }
  }

  /// Those of them that are not on the PATH.
  package var missingPrograms: [String] {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return programs.filter { program in
      !paths.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
  }

  /// A person can read a picture; what is not seen on it is not therefore missing. Weight and
  /// colour of letters are lost on a copier's glass; boxes and words stay.
  var isPicture: Bool { self == .scan || self == .photo }
  /// Whether tracked changes are still told from text; in print they are letters like all others.
  var keepsChanges: Bool { [.docx, .docm, .odt, .rtf, .doc].contains(self) }
  /// LibreOffice leaves the state of old check boxes out of the RTF that it writes.
  var keepsTickFields: Bool { self != .rtf }

  var ending: String {
    switch self {
    case .pdfForm, .scan: "pdf"
    default: rawValue
    }
  }

  func type(_ dice: inout Dice) -> String {
    switch self {
    case .docx: dice.chance(0.15) ? "application/octet-stream" : Message.word
    case .docm: "application/vnd.ms-word.document.macroEnabled.12"
    case .odt: "application/vnd.oasis.opendocument.text"
    case .rtf: dice.pick(["application/rtf", "text/rtf", "application/msword"])
    case .doc: dice.chance(0.15) ? "application/octet-stream" : "application/msword"
    case .pdf, .pdfForm, .scan: "application/pdf"
    case .photo: "image/jpeg"
    }
  }
}

/// A Word file that becomes another format once all cases are drawn: converters take longest to
/// start, so they are given many files at a time.
struct Draft {
  var word: [UInt8]
  var format: FileFormat
  /// Decides how crooked and how dirty a picture is.
  var seed: UInt64
}
