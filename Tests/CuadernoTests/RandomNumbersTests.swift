import Cuaderno
import Testing

@Suite("Random numbers for made-up data")
struct RandomNumbersTests {
  @Test("the same seed gives the same numbers, another seed others")
  func seeds() {
    func draw(_ seed: Int) -> [Float] {
      var numbers = RandomNumbers(seed: seed)
      return (0..<8).map { _ in numbers.uniform() }
    }
    #expect(draw(7) == draw(7) && draw(7) != draw(8))
    #expect(Set(draw(7)).count == 8)
  }

  @Test("they have the distribution that was asked for")
  func distribution() {
    var numbers = RandomNumbers(seed: 1)
    let even = (0..<4000).map { _ in numbers.uniform(in: -2...4) }
    #expect(even.allSatisfy { (-2...4).contains($0) } && abs(even.reduce(0, +) / 4000 - 1) < 0.1)
    let normal = (0..<4000).map { _ in numbers.normal(mean: 3, deviation: 2) }
    let mean = normal.reduce(0, +) / 4000
    let variance = normal.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 4000
    #expect(abs(mean - 3) < 0.15 && abs(variance - 4) < 0.4)
  }
}
