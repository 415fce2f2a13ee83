/// The most similar of some names, for "did you mean".
///
/// nil where nothing is similar: a far-fetched suggestion sends people the wrong way. A name that
/// is the beginning of one other counts as similar: who writes `password` wants `password_file`.
func nearest(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = name.lowercased()
  let allowedDistance = max(1, wanted.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in names {
    let distance = editDistance(wanted, candidate.lowercased())
    if distance <= allowedDistance, distance < best?.distance ?? .max {
      best = (candidate, distance)
    }
  }
  if let best { return best.name }
  let longer = names.filter { $0.lowercased().hasPrefix(wanted + "_") }
  return longer.count == 1 ? longer.first : nil
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other
/// (Damerau's optimal string alignment: swapped letters are one slip of the hand, not two).
func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a)
  let b = Array(b)
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
      var cost = Swift.min(replaced, last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = Swift.min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last.last ?? a.count
}
