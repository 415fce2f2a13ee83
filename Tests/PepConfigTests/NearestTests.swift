import Testing

@testable import PepConfig

@Suite struct NearestTests {
  @Test(arguments: [
    ("", "abc", 3), ("abc", "abc", 0), ("pol_interval", "poll_interval", 1), ("hsot", "host", 1),
    ("kitten", "sitting", 3),
  ]) func `slips of the hand are counted`(a: String, b: String, distance: Int) {
    #expect(editDistance(a, b) == distance)
    #expect(editDistance(b, a) == distance)
  }

  @Test func `the most similar name is found, and none where none is similar`() {
    #expect(nearest(to: "Host", among: ["port", "host", "username"]) == "host")
    #expect(nearest(to: "colour", among: ["port", "host", "username"]) == nil)
  }
}
