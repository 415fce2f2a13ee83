import PepCore

/// A word, a check box or the content of a form field, where it stands on the page. This is all that
/// the reading of a page needs to know, whether it came from a PDF or from a picture.
struct Piece: Equatable {
  var text: String
  var box: Box
  var marks: Run.Marks = []
  var control: String?
  /// Height of the letters; 0 where it says nothing, as for a field.
  var size: Double
  /// A form field is a place of its own, however near other words stand.
  var isField = false
  /// A recogniser knows where words end; the boxes that it gives them may touch all the same.
  var isWholeWord = false

  init(
    _ text: String, _ box: Box, _ marks: Run.Marks = [], control: String? = nil,
    size: Double? = nil, isField: Bool = false
  ) {
    self.text = text
    self.box = box
    self.marks = marks
    self.control = control
    self.size = size ?? box.height
    self.isField = isField
  }

  var isBold: Bool { marks.contains(.bold) }
}

/// A straight line drawn on the page, or the edge of a shaded area, which divides as well.
struct Rule: Equatable {
  enum Direction { case across, down }

  var direction: Direction
  /// y of a line across, x of a line down.
  var position: Double
  var start: Double
  var end: Double

  var length: Double { end - start }
}

/// A page as its reader found it.
struct PageContent {
  var pieces: [Piece]
  var rules: [Rule]
  var size: Box
  var number: Int
}
