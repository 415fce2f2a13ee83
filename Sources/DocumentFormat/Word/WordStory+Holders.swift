import PepCore

/// What blocks are gathered in: cells, text boxes, the story itself.
extension WordStory {
  func openHolder() {
    flushCarried()
    holders.append([])
  }

  func closeHolder() -> [Block] {
    flushCarried()
    return holders.count > 1 ? holders.removeLast() : []
  }

  func add(_ blocks: [Block]) {
    flushCarried()
    holders[holders.count - 1] += blocks
  }

  func beginTextBox() {
    outer.append(
      Surroundings(
        place: place, paragraph: paragraph, paragraphLook: paragraphLook, run: run,
        fields: fields, wrappers: wrappers))
    openHolder()
    (place, paragraph, fields, wrappers) = (.textBox, nil, [], controls.count)
  }

  func endTextBox() {
    guard let last = outer.popLast() else { return }
    let blocks = closeHolder()
    (place, paragraph, paragraphLook) = (last.place, last.paragraph, last.paragraphLook)
    (run, fields, wrappers) = (last.run, last.fields, last.wrappers)
    if paragraph != nil {
      paragraph?.anchored += blocks
    } else {
      holders[holders.count - 1] += blocks
    }
  }

  /// The same drawing is written twice, for new and for old programs; reading both would double it.
  ///
  /// The one exception: a sign of an emoji font (a tick!) is an attribute in the first and text in
  /// the second.
  func takeAlternative(_ attributes: Attributes) -> Bool {
    if let needs = attributes[.requires], needs == "w16se" { return false }
    guard let last = alternativeTaken.indices.last, !alternativeTaken[last] else { return false }
    alternativeTaken[last] = true
    return true
  }
}
