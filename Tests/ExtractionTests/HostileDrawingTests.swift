import DocumentFixtures
import PepCore
import Testing

/// The hostile list, continued: PDF and pictures, which other people's libraries draw.
@Suite(.serialized) struct HostileDrawingTests {
  private func told(_ name: String, _ file: [UInt8]) async throws -> AttachmentContent {
    try await HostileReading.content(name, file)
  }

  // MARK: Structure

  /// A reader of PDF looks for the objects itself where their table is wrong; half of what was sent
  /// office mail through some gateway needs that.
  @Test func `a PDF whose table of objects is wrong`() async throws {
    let content = try await told("broken xref", HostilePDF.wrongPlaces)
    #expect(HostileReading.isForm(content))
  }

  @Test func `a PDF whose tables go round in a ring`() async throws {
    let content = try await told("xref in a ring", HostilePDF.endlessTables)
    #expect(HostileReading.isForm(content))
  }

  @Test func `a PDF whose pages go round in a ring`() async throws {
    let content = try await told("pages in a ring", HostilePDF.endlessPages)
    #expect(content == .unreadable(.damaged) || content == .unreadable(.empty))
  }

  /// Nothing here runs them. What the page says is read.
  @Test func `a PDF with JavaScript`() async throws {
    let content = try await told("JavaScript", HostilePDF.scripts)
    #expect(HostileReading.isForm(content))
  }

  // MARK: Absurd sizes

  @Test func `a font of a hundred megabytes`() async throws {
    let content = try await told("font of 100 MB", HostilePDF.font)
    #expect(HostileReading.text(of: content)?.contains("Attendance 94%") == true)
  }

  @Test func `a page filled by a picture of 900 million pixels`() async throws {
    let content = try await told("picture of 900 Mpx in a PDF", HostilePDF.picture)
    #expect(content == .unreadable(.unsupportedFormat))
  }

  @Test(arguments: ["100000", "1e30", "1e300"])
  func `a page without end`(side: String) async throws {
    let content = try await told("page of \(side) points", HostilePDF.page(side: side))
    #expect(HostileReading.text(of: content)?.contains("94%") == true)
  }

  /// A scan may be that large. It is not decoded, and a person looks at it.
  @Test func `a picture that claims more pixels than are read`() async throws {
    for (width, height): (UInt32, UInt32) in [
      (12_000, 16_000), (100_000, 100_000), (.max, .max),
    ] {
      let picture = HostilePicture.png(width: width, height: height)
      #expect(
        try await told("PNG of \(width) x \(height)", picture) == .unreadable(.overLimit))
    }
  }

  @Test func `a Word file around pictures of absurd size`() async throws {
    var file = WordFile(table(row(cell("Attendance"), cell("94%"))))
    file.media = [("image1.png", HostilePicture.png(width: .max, height: .max))]
    #expect(HostileReading.isForm(try await told("picture in a Word file", file.bytes)))
  }

  /// White pages as large as pages may be, in colour.
  @Test func `twelve pictures of sixty million pixels`() async throws {
    let pages = HostilePicture.tiff(pages: 12, width: 7_500, height: 8_000)
    let content = try await told("TIFF of 12 x 60 Mpx", pages)
    #expect(content == .picture(width: 7_500, height: 8_000))
  }
}
