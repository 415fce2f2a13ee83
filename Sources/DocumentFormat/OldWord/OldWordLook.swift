import PepCore

/// What the properties of one stretch of characters say.
struct OldWordLook {
  var look = Look()
  var isDeleted = false
  var isInserted = false
  /// A control character means what it stands for only where it is special.
  var isSpecial = false
  /// Where in the data stream a form field's state lies, if anywhere.
  var formData: Int?
  var symbol: Unicode.Scalar?

  init(_ properties: ArraySlice<UInt8>, paragraphStyle: Int, _ styles: OldWordStyles) {
    var base = Look()
    for list in styles.properties(of: paragraphStyle) {
      base = OldWordLook.look(list, base, styles)
    }
    look = base
    var place: Int?
    var isData = false
    Sprms.each(in: properties) { code, value in
      switch code {
      case Sprms.deleted: isDeleted = value.first == 1
      case Sprms.inserted: isInserted = value.first == 1
      case Sprms.isSpecial: isSpecial = value.first == 1
      case Sprms.pictureIsData: isData = value.first == 1
      case Sprms.picturePlace: place = Sprms.number(value)
      case Sprms.symbol: symbol = OldWordLook.sign(value, styles)
      case Sprms.characterStyle:
        for list in styles.properties(of: Sprms.number(value)) {
          base = OldWordLook.look(list, base, styles)
        }
        look = base
      default: break
      }
    }
    look = OldWordLook.look(properties, base, styles)
    if isData { formData = place }
  }

  private static func sign(_ value: ArraySlice<UInt8>, _ styles: OldWordStyles) -> Unicode.Scalar? {
    guard let scalar = Unicode.Scalar(UInt32(Sprms.number(value.dropFirst(2)))) else { return nil }
    let font = styles.symbols(of: Sprms.number(value.prefix(2)))
    return font.map { $0.sign(scalar) } ?? Signs.plain(scalar)
  }

  /// The look over what the style says; 0x80 leaves the style's and 0x81 turns it round.
  private static func look(
    _ properties: ArraySlice<UInt8>, _ base: Look, _ styles: OldWordStyles
  ) -> Look {
    var look = base
    func toggled(_ value: ArraySlice<UInt8>, _ below: Bool?) -> Bool {
      switch value.first {
      case 0x80: below ?? false
      case 0x81: !(below ?? false)
      case let first: first != 0
      }
    }
    Sprms.each(in: properties) { code, value in
      let number = Sprms.number(value.prefix(4))
      switch code {
      case Sprms.plain: look = base
      case Sprms.bold: look.bold = toggled(value, base.bold)
      case Sprms.italic: look.italic = toggled(value, base.italic)
      case Sprms.struck: look.struck = toggled(value, base.struck)
      case Sprms.doublyStruck: look.doublyStruck = toggled(value, base.doublyStruck)
      case Sprms.hidden: look.hidden = toggled(value, base.hidden)
      case Sprms.underline: look.underlined = number != 0
      // 8 is white.
      case Sprms.highlight: look.highlighted = number != 0 && number != 8
      case Sprms.oldShade:
        let ground = number >> 5 & 31
        look.shaded = number != 0xFFFF && ground != 0 && ground != 8
      case Sprms.shade:
        let ground = Sprms.number(value.dropFirst(4).prefix(4))
        look.shaded = ground >> 24 == 0 && ground != 0xFF_FFFF
      case Sprms.font: look.symbols = styles.symbols(of: number)
      default: break
      }
    }
    return look
  }
}
