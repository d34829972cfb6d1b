import ConvNet

/// Random numbers for the data that a lesson makes up: the same ones on every run and on every machine.
///
/// Number `i` is a function of the seed and `i` (Philox 4×32-10, Salmon et al. 2011).
public struct RandomNumbers: Sendable {
  private let source: Philox
  private var drawn: UInt64 = 0

  /// Numbers that follow from the seed alone.
  public init(seed: Int) {
    // The engine's own streams have a number other than 0 in their highest byte.
    source = Philox(seed: UInt64(bitPattern: Int64(seed)), stream: 0)
  }

  /// The next number, evenly spread over the range.
  public mutating func uniform(in range: ClosedRange<Float> = 0...1) -> Float {
    let unit = Float(source.unit(next()))
    return range.lowerBound + (range.upperBound - range.lowerBound) * unit
  }

  /// The next number of a normal distribution.
  public mutating func normal(mean: Float = 0, deviation: Float = 1) -> Float {
    mean + deviation * Float(source.normal(next()))
  }

  private mutating func next() -> UInt64 {
    defer { drawn += 1 }
    return drawn
  }
}
