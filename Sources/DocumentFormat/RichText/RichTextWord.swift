/// The control words that are asked for.
enum RichTextWord: String, CaseIterable {
  // Character sets
  case ansi, mac, pc, pca, ansicpg, deff, uc, u, bin, upr, ud
  // Tables at the start of the file
  case fonttbl, f, fcharset, colortbl, red, green, blue, stylesheet, s, cs, ds, ts
  // Destinations with text that is seen
  case header, headerl, headerr, headerf, footer, footerl, footerr, footerf, footnote
  case shpinst, shptxt, dptxbxtext, result
  // Destinations with text that is not
  case shprslt, pict, objdata, objclass, annotation, atnid, atnauthor, info, filetbl, listtable
  case listoverridetable, pntext, listtext, generator, nonesttables, tc, xe, rxe, txe, bkmkstart
  case bkmkend, datafield, sp, background, template, revtbl, xmlopen, xmlclose, ftnsep, ftnsepc
  case ftncn, aftnsep, aftnsepc, aftncn, nonshppict, falt
  // Paragraphs
  case pard, par, sect, page, column, line, lbr, tab, outlinelevel, titlepg, facingp
  // Tables in the text
  case intbl, itap, trowd, trleft, cellx, clmgf, clmrg, clvmgf, clvmrg, cell, row, nestcell, nestrow
  case nesttableprops
  // Looks
  case plain, b, i, ul, uld, uldb, ulw, uldash, uldashd, uldashdd, ulth, ulwave, ulnone, strike,
    striked
  case highlight, chcbpat, cb, v, webhidden, deleted, revised, loch, hich, dbch
  // Fields
  case field, fldinst, fldrslt, formfield, fftype, ffres, ffdefres, ffname, ffl, ffdeftext
  // Characters
  case emdash, endash, lquote, rquote, ldblquote, rdblquote, bullet, emspace, enspace, qmspace

  static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The character that the word stands for.
  var character: String? {
    switch self {
    case .tab: "\t"
    case .line, .lbr, .column: "\n"
    case .emdash: "\u{2014}"
    case .endash: "\u{2013}"
    case .lquote: "\u{2018}"
    case .rquote: "\u{2019}"
    case .ldblquote: "\u{201C}"
    case .rdblquote: "\u{201D}"
    case .bullet: "\u{2022}"
    case .emspace, .enspace, .qmspace: " "
    default: nil
    }
  }

  /// Where text goes that nobody reads on the page.
  var isHidden: Bool {
    switch self {
    case .shprslt, .pict, .objdata, .objclass, .annotation, .atnid, .atnauthor, .info, .filetbl,
      .listtable, .listoverridetable, .pntext, .listtext, .generator, .nonesttables, .tc, .xe,
      .rxe, .txe, .bkmkstart, .bkmkend, .datafield, .sp, .background, .template, .revtbl, .xmlopen,
      .xmlclose, .ftnsep, .ftnsepc, .ftncn, .aftnsep, .aftnsepc, .aftncn, .nonshppict, .falt:
      true
    default: false
    }
  }

  /// Destinations behind `\*`, which says: skip the group if you do not know it.
  var isKnownAsOptional: Bool {
    switch self {
    case .fldinst, .formfield, .ffname, .ffl, .ffdeftext, .shpinst, .nesttableprops, .ud,
      .dptxbxtext, .cs, .ds, .ts, .s, .footnote, .fldrslt:
      true
    default: false
    }
  }
}
