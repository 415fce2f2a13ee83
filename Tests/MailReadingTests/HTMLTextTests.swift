import Testing

@testable import MailReading

struct HTMLTextTests {
  @Test(arguments: [
    ("<p>One</p><p>Two</p>", "One\nTwo"),
    ("<div><div><div>One</div></div></div><div>Two</div>", "One\nTwo"),
    ("One<br>Two<br/><br>Three", "One\nTwo\n\nThree"),
    ("a  b\n\tc&nbsp;&nbsp;d", "a b c d"),
    ("<b>At</b>tendance: <i>96.4</i> %", "Attendance: 96.4 %"),
    (
      "<table><tr><td><p>Name</p></td><td><p>Mo</p></td></tr><tr><td>Age</td><td>9</td></tr></table>",
      "Name\tMo\nAge\t9"
    ),
    ("<head><title>T</title><style>p { a > b }</style></head><body>x</body>", "x"),
    ("<script>if (a</b) \"</p>\"</script>x", "x"),
    ("<STYLE>y</STYLE><P>x", "x"),
    ("a<!-- <p>hidden</p> -->b", "ab"),
    (
      "5 < 6 &lt; 7 & 8 &amp; 9 &unknown; &#163;1 &#x20AC;2 &#146;",
      "5 < 6 < 7 & 8 & 9 &unknown; £1 €2 ’"
    ),
    ("Fish &amp chips", "Fish & chips"),
    ("<p title='a > b'>x</p>", "x"),
    ("<pre>a\n  b</pre>", "a\n  b"),
    (
      "New<blockquote type=\"cite\"><p>Old</p><p>words</p></blockquote>end",
      "New\n> Old\n> words\nend"
    ),
    ("<blockquote>Indented</blockquote>", "Indented"),
    ("text <unfinished", "text"),
    ("", ""),
  ])
  func `HTML becomes the text that its reader sees`(html: String, text: String) {
    #expect(HTMLText(html).text == text)
  }

  @Test func `only links to web pages are kept`() {
    let html =
      "<a href=https://a.example>1</a><A HREF='http://b.example'>2</A><a href='mailto:x@y'>3</a>"
    #expect(HTMLText(html).links == ["https://a.example", "http://b.example"])
  }

  @Test(arguments: ["<", "<!--", "<style>", "&", "<a =\"", "<td><p>", "<blockquote type=cite>"])
  func `text made to cost time costs little`(piece: String) {
    let html = String(repeating: piece, count: 100_000)
    let time = ContinuousClock().measure { _ = HTMLText(html).text }
    // Quadratic work would take minutes.
    #expect(time < .seconds(20))
  }
}
