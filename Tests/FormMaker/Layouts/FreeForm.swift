/// A form of no known edition. Placeholder until the free layouts follow.
struct FreeForm {
  private var somerset: SomersetForm
  init(_ pen: Pen, _ dice: Dice) { somerset = SomersetForm(pen, is2016: false) }
  mutating func draw(withCare: Bool) -> (Document, FormScript) {
    somerset.draw(partA: withCare, partB: true)
  }
}
