import KernelInterface

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Reference {
  /// As `KernelSet.addBias`.
  public static func addBias(_ values: Writing, _ bias: Reading?, _ rows: Int, _ columns: Int, _ relu: Bool) {
    for i in 0..<rows * columns {
      let sum = values[i] + (bias.map { $0[i % columns] } ?? 0)
      // Written so that a NaN goes through.
      values[i] = relu && sum <= 0 ? 0 : sum
    }
  }

  /// As `KernelSet.addColumnSums`.
  public static func addColumnSums(_ values: Reading, _ rows: Int, _ columns: Int, _ sums: Writing) {
    for row in 0..<rows {
      for column in 0..<columns { sums[column] += values[row * columns + column] }
    }
  }

  /// As `KernelSet.reluGradient`.
  public static func reluGradient(_ output: Reading, _ gradient: Reading, _ inputGradient: Writing, _ count: Int) {
    for i in 0..<count { inputGradient[i] = output[i] <= 0 ? 0 : gradient[i] }
  }

  /// As `KernelSet.softmaxCrossEntropy`.
  public static func softmaxCrossEntropy(
    _ logits: Reading, _ labels: UnsafePointer<Int32>, _ rows: Int, _ columns: Int, _ scale: Float,
    _ gradient: Writing?,
    _ losses: Writing
  ) {
    for row in 0..<rows {
      let values = logits + row * columns
      let label = Int(labels[row])
      var largest = -Float.infinity
      for i in 0..<columns { largest = max(largest, values[i]) }
      var sum: Float = 0
      for i in 0..<columns { sum += expf(values[i] - largest) }
      // The difference first: beside large logits the logarithm would be rounded away.
      losses[row] = logf(sum) - (values[label] - largest)
      guard let gradient else { continue }
      for i in 0..<columns {
        gradient[row * columns + i] = scale * (expf(values[i] - largest) / sum - (i == label ? 1 : 0))
      }
    }
  }

  /// As `KernelSet.adam`.
  public static func adam(
    _ step: AdamStep, _ gradient: Reading, _ weights: Writing, _ mean: Writing, _ square: Writing, _ count: Int
  ) {
    for i in 0..<count {
      let g = gradient[i]
      mean[i] += (g - mean[i]) * (1 - step.beta1)
      square[i] += (g * g - square[i]) * (1 - step.beta2)
      weights[i] -= step.decay * weights[i]
      weights[i] -= step.rate * mean[i] / (square[i].squareRoot() + step.epsilon)
    }
  }

  /// As `KernelSet.sgd`.
  public static func sgd(_ rate: Float, _ gradient: Reading, _ weights: Writing, _ count: Int) {
    for i in 0..<count { weights[i] -= rate * gradient[i] }
  }

  /// As `KernelSet.addScaled`.
  public static func addScaled(_ scale: Float, _ source: Reading, _ target: Writing, _ count: Int) {
    for i in 0..<count { target[i] += scale * source[i] }
  }
}
