import KernelInterface

/// Loops over single values, a vector at a time.
enum Elementwise {
  /// Calls `vector(i)` for each whole vector of `count` values and `scalar(i)` for the rest.
  @inline(__always)
  static func forEach(_ count: Int, vector: (Int) -> Void, scalar: (Int) -> Void) {
    var i = 0
    while i + lanes <= count {
      vector(i)
      i += lanes
    }
    while i < count {
      scalar(i)
      i += 1
    }
  }

  /// target += source.
  @inline(__always)
  static func add(_ source: Reading, _ target: Writing, _ count: Int) {
    forEach(count) {
      store(load(target + $0) + load(source + $0), target + $0)
    } scalar: {
      target[$0] += source[$0]
    }
  }

  /// target += a · b, value by value.
  @inline(__always)
  static func addProducts(_ a: Reading, _ b: Reading, _ target: Writing, _ count: Int) {
    forEach(count) {
      store(multiplyAdd(load(a + $0), load(b + $0), load(target + $0)), target + $0)
    } scalar: {
      target[$0] += a[$0] * b[$0]
    }
  }

  /// As `KernelSet.addScaled`.
  static func addScaled(_ scale: Float, _ source: Reading, _ target: Writing, _ count: Int) {
    let factor = Vector(repeating: scale)
    forEach(count) {
      store(multiplyAdd(factor, load(source + $0), load(target + $0)), target + $0)
    } scalar: {
      target[$0] += scale * source[$0]
    }
  }

  /// As `KernelSet.sgd`.
  static func sgd(_ rate: Float, _ gradient: Reading, _ weights: Writing, _ count: Int) {
    addScaled(-rate, gradient, weights, count)
  }

  /// As `KernelSet.addBias`.
  static func addBias(_ values: Writing, _ bias: Reading?, _ rows: Int, _ columns: Int, _ isRelu: Bool) {
    for row in 0..<rows {
      let target = values + row * columns
      forEach(columns) {
        var sum = load(target + $0)
        if let bias { sum += load(bias + $0) }
        store(isRelu ? relu(sum) : sum, target + $0)
      } scalar: {
        let sum = target[$0] + (bias?[$0] ?? 0)
        target[$0] = isRelu && sum <= 0 ? 0 : sum
      }
    }
  }

  /// As `KernelSet.addColumnSums`.
  static func addColumnSums(_ values: Reading, _ rows: Int, _ columns: Int, _ sums: Writing) {
    forEach(columns) {
      // Four sums, so that an addition does not wait for the one before it.
      var (a, b, c, d) = (load(sums + $0), Vector.zero, Vector.zero, Vector.zero)
      var source = values + $0
      for _ in 0..<rows / 4 {
        a += load(source)
        b += load(source + columns)
        c += load(source + 2 * columns)
        d += load(source + 3 * columns)
        source += 4 * columns
      }
      for _ in 0..<rows % 4 {
        a += load(source)
        source += columns
      }
      store((a + b) + (c + d), sums + $0)
    } scalar: {
      var sum = sums[$0]
      for row in 0..<rows { sum += values[row * columns + $0] }
      sums[$0] = sum
    }
  }

  /// As `KernelSet.reluGradient`.
  static func reluGradient(_ output: Reading, _ gradient: Reading, _ inputGradient: Writing, _ count: Int) {
    forEach(count) {
      store(gated(load(gradient + $0), by: load(output + $0)), inputGradient + $0)
    } scalar: {
      inputGradient[$0] = output[$0] <= 0 ? 0 : gradient[$0]
    }
  }

  /// As `KernelSet.adam`.
  static func adam(
    _ step: AdamStep, _ gradient: Reading, _ weights: Writing, _ mean: Writing, _ square: Writing, _ count: Int
  ) {
    let keep1 = Vector(repeating: 1 - step.beta1)
    let keep2 = Vector(repeating: 1 - step.beta2)
    let epsilon = Vector(repeating: step.epsilon)
    let rate = Vector(repeating: step.rate)
    let decay = Vector(repeating: -step.decay)
    forEach(count) { i in
      let g = load(gradient + i)
      let m = load(mean + i)
      let v = load(square + i)
      let newMean = multiplyAdd(g - m, keep1, m)
      let newSquare = multiplyAdd(g * g - v, keep2, v)
      store(newMean, mean + i)
      store(newSquare, square + i)
      let change = rate * newMean / (newSquare.squareRoot() + epsilon)
      // A decay may be less than what 1 is rounded by.
      let weight = load(weights + i)
      store(multiplyAdd(decay, weight, weight) - change, weights + i)
    } scalar: { i in
      let g = gradient[i]
      mean[i] += (g - mean[i]) * (1 - step.beta1)
      square[i] += (g * g - square[i]) * (1 - step.beta2)
      weights[i] -= step.decay * weights[i]
      weights[i] -= step.rate * mean[i] / (square[i].squareRoot() + step.epsilon)
    }
  }
}
