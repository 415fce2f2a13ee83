import CXLSXWriter
import Foundation
import PepCore

extension Workbook {
  /// Writes the file, in place of one of that name. Nobody but its owner may read it, and until it is
  /// whole it has another name.
  package func write(to file: String) throws {
    let folder = (file as NSString).deletingLastPathComponent
    let unfinished = file + ".\(UUID().uuidString.prefix(8)).new"
    guard
      FileManager.default.createFile(
        atPath: unfinished, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw WorkbookError(file: file, problem: "cannot be written") }
    do {
      try fill(unfinished, scratch: folder.isEmpty ? "." : folder, shown: file)
    } catch {
      unlink(unfinished)
      throw error
    }
    guard rename(unfinished, file) == 0 else {
      unlink(unfinished)
      throw WorkbookError(file: file, problem: String(cString: strerror(errno)))
    }
  }

  /// The file's bytes, made in a folder that may hold personal data.
  package func bytes(in folder: String) throws -> Data {
    let file = "\(folder)/workbook-\(UUID().uuidString).xlsx"
    try write(to: file)
    defer { unlink(file) }
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw WorkbookError(file: file, problem: "cannot be read")
    }
    return bytes
  }

  /// `scratch`: where libxlsxwriter keeps what does not fit into memory; by default that would be /tmp.
  private func fill(_ path: String, scratch: String, shown: String) throws {
    let folder = strdup(scratch)
    defer { free(folder) }
    var options = lxw_workbook_options()
    options.tmpdir = folder
    guard let book = workbook_new_opt(path, &options) else {
      throw WorkbookError(file: shown, problem: "cannot be made")
    }
    setProperties(book)
    let styles = CellStyles(book)
    for sheet in sheets { SheetWriter(sheet, book, styles).write(in: self) }
    let result = workbook_close(book)
    guard result == LXW_NO_ERROR else {
      throw WorkbookError(file: shown, problem: String(cString: lxw_strerror(result)))
    }
  }

  private func setProperties(_ book: UnsafeMutablePointer<lxw_workbook>) {
    let title = strdup(self.title)
    defer { free(title) }
    var properties = lxw_doc_properties()
    properties.title = title
    properties.created = time_t(dated.number * 86_400)
    workbook_set_properties(book, &properties)
  }
}
