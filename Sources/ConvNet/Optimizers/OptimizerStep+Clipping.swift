extension OptimizerStep {
  /// Scales gradients whose Euclidean norm is above the bound down to it: each tensor's by itself (`clipNorm`), then all
  /// together (`globalClipNorm`). (Keras takes one of them.)
  func clipNorms(of tensors: [Range<Int>]) {
    if let bound = optimizer.clipping.norm {
      for tensor in tensors { scale(tensor, norm: squares(tensor).squareRoot(), to: Double(bound)) }
    }
    if let bound = optimizer.clipping.globalNorm {
      let norm = tensors.reduce(0) { $0 + squares($1) }.squareRoot()
      for tensor in tensors { scale(tensor, norm: norm, to: Double(bound)) }
    }
  }

  private func squares(_ range: Range<Int>) -> Double {
    range.reduce(0) { $0 + Double(gradients[$1]) * Double(gradients[$1]) }
  }

  private func scale(_ range: Range<Int>, norm: Double, to bound: Double) {
    guard norm > bound else { return }
    let factor = Float(bound / norm)
    for i in range { gradients[i] *= factor }
  }
}
