import Foundation

/// How weights start, with Keras's definitions.
public enum Initializer: Sendable, Hashable {
  /// All 0; Keras's default for biases.
  case zeros
  /// All 1.
  case ones
  /// All the same number.
  case constant(Float)
  /// Uniform in ±√(6 / (fan in + fan out)) (Glorot and Bengio 2010); Keras's default for kernels.
  case glorotUniform
  /// Normal of deviation √(2 / (fan in + fan out)), cut at two deviations.
  case glorotNormal
  /// Uniform in ±√(6 / fan in) (He et al. 2015).
  case heUniform
  /// Normal of deviation √(2 / fan in), cut at two deviations.
  case heNormal

  /// Fills a parameter. The numbers depend on `seed` and `stream` alone.
  ///
  /// - Parameters:
  ///   - fanIn: Inputs that one output sums over.
  ///   - fanOut: Outputs that one input goes to.
  package func values(count: Int, fanIn: Int, fanOut: Int, seed: UInt64, stream: UInt64) -> [Float] {
    let random = Philox(seed: seed, stream: stream)
    let (both, input) = (Double(max(1, fanIn + fanOut)), Double(max(1, fanIn)))
    switch self {
    case .zeros: return Array(repeating: 0, count: count)
    case .ones: return Array(repeating: 1, count: count)
    case .constant(let value): return Array(repeating: value, count: count)
    case .glorotUniform: return Self.uniform(count, limit: (6 / both).squareRoot(), random)
    case .heUniform: return Self.uniform(count, limit: (6 / input).squareRoot(), random)
    case .glorotNormal: return Self.truncatedNormal(count, deviation: (2 / both).squareRoot(), random)
    case .heNormal: return Self.truncatedNormal(count, deviation: (2 / input).squareRoot(), random)
    }
  }

  private static func uniform(_ count: Int, limit: Double, _ random: Philox) -> [Float] {
    (0..<count).map { Float((2 * random.unit(UInt64($0)) - 1) * limit) }
  }

  /// Standard deviation of a normal distribution cut at two deviations; Keras divides by it, so that the deviation asked
  /// for is the one of the cut distribution.
  private static let cutDeviation = 0.87962566103423978

  private static func truncatedNormal(_ count: Int, deviation: Double, _ random: Philox) -> [Float] {
    (0..<count).map { index in
      var attempt: UInt64 = 0
      // One draw in twenty falls outside two deviations and is drawn again, from a counter of its own.
      while true {
        let draw = random.normal(UInt64(index) | attempt << 40)
        if abs(draw) <= 2 { return Float(draw * deviation / cutDeviation) }
        attempt += 1
      }
    }
  }
}
