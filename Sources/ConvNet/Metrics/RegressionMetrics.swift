import KernelInterface

/// How near predicted numbers come to the true ones.
public struct RegressionMetrics: Sendable, Equatable {
  /// Mean of the squared differences.
  public var meanSquaredError: Double
  /// Mean of the absolute differences.
  public var meanAbsoluteError: Double
  /// 1 − Σ(y − ŷ)² / Σ(y − ȳ)², averaged over outputs, as scikit-learn's `r2_score`: where the targets of an output are all the
  /// same, 1 if each is met and else 0; NaN of a single example.
  public var rSquared: Double
}

/// Sums over examples from which ``RegressionMetrics`` follow.
struct RegressionTotals {
  private let outputCount: Int
  private var count = 0
  private var squaredErrors: [Double]
  private var absoluteErrors: [Double]
  /// Mean and sum of squared deviations of the targets, updated one by one (Welford 1962).
  private var means: [Double]
  private var deviations: [Double]

  init(outputCount: Int) {
    self.outputCount = outputCount
    squaredErrors = Array(repeating: 0, count: outputCount)
    absoluteErrors = squaredErrors
    means = squaredErrors
    deviations = squaredErrors
  }

  mutating func add(_ output: Reading, target: (Int) -> Float) {
    count += 1
    for i in 0..<outputCount {
      let expected = Double(target(i))
      let error = Double(output[i]) - expected
      squaredErrors[i] += error * error
      absoluteErrors[i] += abs(error)
      let difference = expected - means[i]
      means[i] += difference / Double(count)
      deviations[i] += difference * (expected - means[i])
    }
  }

  var metrics: RegressionMetrics {
    let numbers = Double(count * outputCount)
    let scores =
      count < 2
      ? [.nan] : zip(squaredErrors, deviations).map { $1 > 0 ? 1 - $0 / $1 : $0 == 0 ? 1 : $0.isNaN ? .nan : 0 }
    return RegressionMetrics(
      meanSquaredError: squaredErrors.reduce(0, +) / numbers, meanAbsoluteError: absoluteErrors.reduce(0, +) / numbers,
      rSquared: scores.reduce(0, +) / Double(outputCount))
  }
}
