import CPoppler

/// Whether a page is a picture: a scan has one image as large as the page, or strips that fill it.
enum PDFPictures {
  static func fill(_ page: OpaquePointer, _ size: Box) -> Bool {
    guard let list = poppler_page_get_image_mapping(page) else { return false }
    defer { poppler_page_free_image_mapping(list) }
    var covered = 0.0
    var item: UnsafeMutablePointer<GList>? = list
    while let here = item {
      if let area = pep_image(here)?.pointee.area {
        let width = min(max(area.x1, area.x2), size.right) - max(min(area.x1, area.x2), 0)
        let height = min(max(area.y1, area.y2), size.bottom) - max(min(area.y1, area.y2), 0)
        covered += max(0, width) * max(0, height)
      }
      item = here.pointee.next
    }
    return covered >= size.width * size.height * 0.4
  }
}
