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
    #expect(HostileReading.text(of: content) == "Attendance 94%")
  }

  @Test func `a page filled by a picture of 900 million pixels`() async throws {
    let content = try await told("picture of 900 Mpx in a PDF", HostilePDF.picture)
    // It is drawn as small as the page is, and nothing is on it.
    #expect(content == .unreadable(.empty))
  }

  /// Ten metres may be a banner.
  @Test func `a page of ten metres`() async throws {
    let content = try await told("page of 28346 points", HostilePDF.page(side: "28346"))
    #expect(HostileReading.text(of: content)?.contains("94%") == true)
  }

  @Test(arguments: ["1000000000", String(repeating: "9", count: 60)])
  func `a page without end`(side: String) async throws {
    let content = try await told("page of \(side.prefix(10))… points", HostilePDF.page(side: side))
    #expect(content == .unreadable(.overLimit))
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

  /// White pages as large as pages may be.
  @Test func `twelve pages of twenty million pixels in colour`() async throws {
    let pages = HostilePicture.tiff(pages: 12, width: 4_000, height: 5_000)
    let content = try await told("TIFF of 12 x 20 Mpx", pages)
    #expect(content == .picture(width: 4_000, height: 5_000))
  }

  @Test func `pages of fifty million pixels in colour`() async throws {
    let pages = HostilePicture.tiff(pages: 2, width: 6_250, height: 8_000)
    #expect(try await told("TIFF of 2 x 50 Mpx", pages) == .unreadable(.overLimit))
  }

  /// Thirteen pages are one more than are recognised; the rest may answer what the first do not.
  @Test func `more pages than are recognised`() async throws {
    let pages = HostilePicture.tiff(pages: 13, width: 1_000, height: 1_400)
    #expect(try await told("TIFF of 13 pages", pages) == .unreadable(.overLimit))
  }
}
