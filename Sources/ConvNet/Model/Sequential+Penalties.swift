import KernelInterface

extension Sequential {
  /// The penalties of the layers with the ranges of parameters that they are on.
  var penalties: [(range: Range<Int>, regularizer: Regularizer)] {
    layers.flatMap(\.slots).compactMap { slot in slot.regularizer.map { (slot.range, $0) } }
  }

  /// What the penalties add to the loss: Σ l1 · |w| + l2 · w².
  func penalty(_ penalties: [(range: Range<Int>, regularizer: Regularizer)]) -> Double {
    var total = 0.0
    for (range, regularizer) in penalties {
      var (magnitudes, squares) = (0.0, 0.0)
      for i in range {
        let weight = Double(parameters.pointer[i])
        magnitudes += abs(weight)
        squares += weight * weight
      }
      total += Double(regularizer.l1) * magnitudes + Double(regularizer.l2) * squares
    }
    return total
  }

  /// Adds the gradients of the penalties: l1 · sign(w) + 2 · l2 · w.
  func addPenaltyGradients(to gradients: LargeBuffer) {
    for (range, regularizer) in penalties {
      regularizer.addGradient(range, of: Reading(parameters.pointer), to: gradients.pointer)
    }
  }
}

extension Regularizer {
  /// Adds l1 · sign(w) + 2 · l2 · w to the gradients of a range.
  func addGradient(_ range: Range<Int>, of parameters: Reading, to gradients: Writing) {
    for i in range {
      let weight = parameters[i]
      let sign: Float = weight > 0 ? 1 : weight < 0 ? -1 : 0
      gradients[i] += l1 * sign + 2 * l2 * weight
    }
  }
}
