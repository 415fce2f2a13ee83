/// What a file may cost before it is refused. A form is 20 to 300 KB; an authority's longest plan
/// with pasted photographs stays far below every number here.
package enum Limits {
  /// Members of one archive. A Word file has 15 to 200; the directory alone of 100,000 costs time.
  package static let archiveEntries = 10_000
  /// All members that are unpacked, together. Stops a bomb within 0.2 s.
  package static let unpackedBytes = 64 << 20
  /// One XML part. libxml2 takes about 5 ms per megabyte, so this is 0.1 s.
  package static let partBytes = 16 << 20
  /// Elements in one part: a form of 12 tables has 5,000.
  package static let elements = 2_000_000
  /// Different element names in one part. All of Office Open XML has fewer than 2,000; libxml2
  /// needs time in the square of this number (20 s for a million), so it must be counted.
  package static let elementNames = 4_000
  /// Attributes of one element. Word's root has 35 namespaces and one attribute. A single start tag
  /// cannot be interrupted, so the process's own CPU limit ends what is worse.
  package static let attributes = 1_000
  /// Text kept of one document, in bytes. Four megabytes are 1,500 pages.
  package static let textBytes = 4 << 20
  /// Paragraphs kept of one document: as many as 1,500 pages of one-word cells.
  package static let paragraphs = 200_000
  /// Tables within tables. Forms use two or three levels; what decodes the answer recurses.
  package static let tableDepth = 24
  /// Based-on steps between styles; more is a loop.
  package static let styleDepth = 12
  /// Grid columns that one cell may claim; Word allows 63.
  package static let columns = 64
  /// Sectors followed in an OLE file: 64 MiB of them at 512 bytes.
  package static let oleSectors = 131_072
}
