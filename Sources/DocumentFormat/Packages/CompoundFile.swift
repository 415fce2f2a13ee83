import PepCore

/// The directory of an OLE2 file ([MS-CFB]), read only to tell what the file is: a new Office file
/// behind a password has a stream `EncryptedPackage`, an old Word file has `WordDocument`.
struct CompoundFile {
  static func content(of bytes: UnsafeRawBufferPointer) -> AttachmentContent {
    guard let file = CompoundFile(bytes), let names = file.entryNames() else {
      return .unreadable(.damaged)
    }
    if names.contains("EncryptedPackage") {
      // Rights management wraps the same package; its transform's storage tells.
      let managed = names.contains { $0.hasSuffix("DRMEncryptedTransform") }
      return .sealed(managed ? .rightsManaged : .officePassword)
    }
    if names.contains("WordDocument") { return .unreadable(.unsupportedFormat) }
    if names.contains("Workbook") || names.contains("Book") { return .other("spreadsheet") }
    if names.contains("PowerPoint Document") { return .other("slides") }
    return .unreadable(.unsupportedFormat)
  }

  private let bytes: UnsafeRawBufferPointer
  private let sectorSize: Int
  private let table: [UInt32]

  private init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 512, let shift = bytes.littleEndian16(30), shift == 9 || shift == 12 else {
      return nil
    }
    self.bytes = bytes
    sectorSize = 1 << shift
    // The header lists the first 109 sectors of the allocation table: enough for 7 MB, and in
    // larger files the directory still begins early, so the chained rest is not needed to name the
    // streams.
    var table: [UInt32] = []
    for index in 0..<109 {
      guard let sector = bytes.littleEndian32(76 + index * 4), sector < 0xFFFF_FFFA else { break }
      let start = (sector + 1) * sectorSize
      guard start + sectorSize <= bytes.count else { break }
      for at in stride(from: start, to: start + sectorSize, by: 4) {
        table.append(UInt32(bytes.littleEndian32(at) ?? 0xFFFF_FFFE))
      }
    }
    self.table = table
  }

  /// Names of all streams and storages; nil where the directory's chain leads nowhere.
  private func entryNames() -> Set<String>? {
    guard var sector = bytes.littleEndian32(48) else { return nil }
    var names: Set<String> = []
    var steps = 0
    while sector < 0xFFFF_FFFA, steps < min(table.count + 1, Limits.oleSectors) {
      let start = (sector + 1) * sectorSize
      guard start + sectorSize <= bytes.count else { break }
      for at in stride(from: start, to: start + sectorSize, by: 128) {
        if let name = entryName(at) { names.insert(name) }
      }
      guard sector < table.count else { break }
      sector = Int(table[sector])
      steps += 1
    }
    return names.isEmpty ? nil : names
  }

  private func entryName(_ at: Int) -> String? {
    guard let length = bytes.littleEndian16(at + 64), (2...64).contains(length) else { return nil }
    let units = stride(from: at, to: at + length - 2, by: 2).compactMap { bytes.littleEndian16($0) }
    let name = String(decoding: units.map { UInt16($0) }, as: UTF16.self)
    return name.isEmpty ? nil : name
  }
}
