import PepCore

/// Sections say which headers and footers are shown.
extension WordStory {
  func takeReference(_ element: Element, _ attributes: Attributes) {
    guard let id = attributes[.id]?.string else { return }
    let pages: Reference.Pages =
      switch attributes[.type]?.string {
      case "first": .first
      case "even": .even
      default: .all
      }
    let place: Paragraph.Place = element == .headerReference ? .header : .footer
    sectionReferences.append(Reference(id: id, place: place, pages: pages))
  }

  func endSection() {
    references += sectionReferences.filter { $0.pages != .first || sectionHasFirstPage }
    sectionReferences = []
    sectionHasFirstPage = false
  }
}
