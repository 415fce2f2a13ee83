/// Numbers by address, open addressing. A Swift dictionary spends more on hashing one pointer than
/// libxml2 spends on the tag.
struct PointerTable {
  private(set) var count = 0
  private var keys: [UInt]
  private var values: [UInt8]

  init() {
    keys = [UInt](repeating: 0, count: 1_024)
    values = [UInt8](repeating: 0, count: 1_024)
  }

  subscript(pointer: UnsafeRawPointer) -> UInt8? {
    let key = UInt(bitPattern: pointer)
    let slot = slot(of: key)
    return keys[slot] == key ? values[slot] : nil
  }

  mutating func insert(_ pointer: UnsafeRawPointer, _ value: UInt8) {
    if count * 2 >= keys.count { grow() }
    let key = UInt(bitPattern: pointer)
    let slot = slot(of: key)
    if keys[slot] != key { count += 1 }
    keys[slot] = key
    values[slot] = value
  }

  /// The slot that holds the key, or the free one where it belongs. Half of the slots are free.
  private func slot(of key: UInt) -> Int {
    let mask = UInt(keys.count - 1)
    var slot = (key &* 0x9E37_79B9_7F4A_7C15) >> 40 & mask
    while keys[Int(slot)] != key, keys[Int(slot)] != 0 { slot = (slot + 1) & mask }
    return Int(slot)
  }

  private mutating func grow() {
    let old = zip(keys, values).filter { $0.0 != 0 }
    keys = [UInt](repeating: 0, count: keys.count * 2)
    values = [UInt8](repeating: 0, count: values.count * 2)
    for (key, value) in old {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = value
    }
  }
}
