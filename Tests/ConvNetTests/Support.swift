import ConvNet

/// Numbers between -1 and 1 that follow from a seed.
func randomTensor(_ shape: [Int], seed: UInt64) -> Tensor {
  let random = Philox(seed: seed, stream: 99)
  let count = shape.reduce(1, *)
  return Tensor(uncheckedShape: shape, values: (0..<count).map { Float(2 * random.unit(UInt64($0)) - 1) })
}

/// The greatest difference, relative to the greatest magnitude.
func relativeDifference(_ first: Tensor, _ second: Tensor) -> Double {
  guard first.shape == second.shape else { return .infinity }
  let scale = max(second.values.reduce(0) { max($0, abs($1)) }, 1e-6)
  let difference = zip(first.values, second.values).reduce(Float(0)) {
    ($1.0 - $1.1).isFinite ? max($0, abs($1.0 - $1.1)) : .infinity
  }
  return Double(difference / scale)
}

extension Tensor {
  /// The bits of the numbers, to tell -0 from 0 and one NaN from another.
  var bits: [UInt32] { values.map(\.bitPattern) }
}
