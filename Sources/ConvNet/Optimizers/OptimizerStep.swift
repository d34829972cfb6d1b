import Foundation
import KernelInterface

/// One step of an optimiser: moves ranges of weights along their gradients, in any order and from any thread.
struct OptimizerStep: @unchecked Sendable {
  let optimizer: Optimizer
  /// Number of the step, counted from 1.
  let step: Int
  let parameters: Writing
  let gradients: Writing
  let slots: [Writing]
  /// Penalties with the ranges of parameters that they are on.
  let penalties: [(range: Range<Int>, regularizer: Regularizer)]
  let kernels: KernelSet

  /// The learning rate of this step.
  private var rate: Float { Float(optimizer.schedule.rate(step: step - 1)) }

  /// Moves the weights of a range, whose gradients are final and need no bound of a norm.
  func update(_ range: Range<Int>) {
    addPenalties(range)
    clip(range)
    move(range)
  }

  /// Adds the gradients of the penalties.
  func addPenalties(_ range: Range<Int>) {
    for (place, regularizer) in penalties where place.overlaps(range) {
      regularizer.addGradient(place.clamped(to: range), of: Reading(parameters), to: gradients)
    }
  }

  /// Keeps each number of the gradient in bounds.
  func clip(_ range: Range<Int>) {
    guard let bound = optimizer.clipping.value else { return }
    for i in range where abs(gradients[i]) > bound { gradients[i] = gradients[i] > 0 ? bound : -bound }
  }

  /// The formula of the optimiser, as Keras writes it.
  func move(_ range: Range<Int>) {
    let (start, count) = (range.lowerBound, range.count)
    let (w, g) = (parameters + start, gradients + start)
    let rate = rate
    let decay = optimizer.weightDecay * rate
    // Adam's kernel does it on the way.
    if case .adam = optimizer.rule {} else if decay != 0 { for i in 0..<count { w[i] -= w[i] * decay } }
    switch optimizer.rule {
    case .adam(let beta1, let beta2, let epsilon):
      let correction = (1 - pow(Double(beta2), Double(step))).squareRoot() / (1 - pow(Double(beta1), Double(step)))
      let adam = AdamStep(
        rate: Float(Double(rate) * correction), beta1: beta1, beta2: beta2, epsilon: epsilon, decay: decay)
      kernels.adam(adam, Reading(g), w, slots[0] + start, slots[1] + start, count)
    case .sgd(momentum: 0, _):
      kernels.sgd(rate, Reading(g), w, count)
    case .sgd(let momentum, let nesterov):
      let v = slots[0] + start
      for i in 0..<count {
        v[i] = momentum * v[i] - rate * g[i]
        w[i] += nesterov ? momentum * v[i] - rate * g[i] : v[i]
      }
    case .rmsprop(let rho, momentum: 0, let epsilon):
      let v = slots[0] + start
      for i in 0..<count {
        v[i] = rho * v[i] + (1 - rho) * g[i] * g[i]
        w[i] -= rate * g[i] / (v[i] + epsilon).squareRoot()
      }
    case .rmsprop(let rho, let momentum, let epsilon):
      let (v, m) = (slots[0] + start, slots[1] + start)
      for i in 0..<count {
        v[i] = rho * v[i] + (1 - rho) * g[i] * g[i]
        m[i] = momentum * m[i] + rate * g[i] / (v[i] + epsilon).squareRoot()
        w[i] -= m[i]
      }
    case .adagrad(_, let epsilon):
      let sum = slots[0] + start
      for i in 0..<count {
        sum[i] += g[i] * g[i]
        w[i] -= rate * g[i] / (sum[i] + epsilon).squareRoot()
      }
    }
  }
}
