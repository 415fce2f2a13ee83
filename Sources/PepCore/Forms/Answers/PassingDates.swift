/// Dates by which, until which or from which something is: "by 4 December", "was 1 December". A
/// sentence names them in passing; they are the day of nothing that is asked.
enum PassingDates {
  static func removed(from text: String) -> String {
    text.replacing(
      /(?i)\b(?:by|before|until|till|from|was|were|instead of|rather than|since|not|due|originally|previously|out of)\s+(?:to be (?:held )?|to take place |on\s+|for\s+|the\s+)*(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri)(?:day)?,?\s+)?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?[\s\/.\-]+(?:\d{1,2}|[a-z]{3,9})(?:[\s\/.\-]+\d{2,4})?/,
      with: " ")
  }
}
