import PepCore

/// What the properties of one paragraph say.
struct OldWordParagraph {
  var style = 0
  var outlineLevel: Int?
  var isRowEnd = false
  var isInnerCellEnd = false
  var row = TableFlow.RowShape()
  private var isInTable = false
  private var depth: Int?

  /// 0 outside tables.
  var tableDepth: Int { isInTable ? max(depth ?? 1, 1) : 0 }

  init() {}

  init(_ properties: ArraySlice<UInt8>, _ data: ByteReader) {
    style = Sprms.number(properties.prefix(2))
    take(properties.dropFirst(2), data, isElsewhere: false)
  }

  private mutating func take(
    _ list: ArraySlice<UInt8>, _ data: ByteReader, isElsewhere: Bool
  ) {
    Sprms.each(in: list) { code, value in
      switch code {
      case Sprms.inTable: isInTable = value.first == 1
      case Sprms.rowEnd, Sprms.innerRowEnd: if value.first == 1 { isRowEnd = true }
      case Sprms.innerCellEnd: isInnerCellEnd = value.first == 1
      case Sprms.depth: depth = min(Sprms.number(value), Limits.tableDepth)
      case Sprms.outlineLevel: outlineLevel = Sprms.number(value)
      case Sprms.tableDefinition: row = OldWordParagraph.row(value)
      case Sprms.mergeColumns:
        let (first, last) = (Int(value.first ?? 0), Int(value.last ?? 0))
        for index in row.cells.indices where index > first && index < last {
          row.cells[index].continuesLeft = true
        }
      case Sprms.mergeRows:
        let index = Int(value.first ?? 0)
        if value.count > 1, row.cells.indices.contains(index) {
          row.cells[index].continuesAbove = value.last == 1
        }
      // Lists that are too long for their page lie in the data stream; once, not in a circle.
      case Sprms.elsewhere, Sprms.tableElsewhere:
        let at = Sprms.number(value)
        if !isElsewhere, let length = data.u16(at), let more = data.slice(at + 2, length) {
          take(more, data, isElsewhere: true)
        }
      default: break
      }
    }
  }

  private static func row(_ value: ArraySlice<UInt8>) -> TableFlow.RowShape {
    let reader = ByteReader(Array(value))
    var shape = TableFlow.RowShape()
    guard let count = reader.u8(0), count <= Limits.columns else { return shape }
    shape.left = reader.i16(1) ?? 0
    for index in 0..<count {
      var cell = TableFlow.CellShape(right: reader.i16(3 + index * 2) ?? 0)
      let flags = reader.u16(3 + count * 2 + index * 20) ?? 0
      cell.continuesLeft = flags & 2 != 0
      cell.continuesAbove = flags & 0x60 == 0x20
      shape.cells.append(cell)
    }
    return shape
  }
}
