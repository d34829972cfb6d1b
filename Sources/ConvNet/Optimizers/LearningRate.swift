import Foundation

/// A learning rate: a number, or a ``LearningRateSchedule`` that changes it from step to step.
public protocol LearningRate: Sendable {
  /// The rate as a schedule; a number stays what it is.
  var schedule: LearningRateSchedule { get }
}

extension Double: LearningRate {
  /// The same rate at every step.
  public var schedule: LearningRateSchedule { .constant(self) }
}
extension Float: LearningRate {
  /// The same rate at every step.
  public var schedule: LearningRateSchedule { .constant(Double(self)) }
}
extension Int: LearningRate {
  /// The same rate at every step.
  public var schedule: LearningRateSchedule { .constant(Double(self)) }
}

/// How a learning rate changes with the number of batches seen, with the formulas of Keras's schedules.
public struct LearningRateSchedule: LearningRate, Hashable, Codable {
  enum Kind: Hashable, Codable {
    case constant(Double)
    case exponential(initial: Double, steps: Double, rate: Double, staircase: Bool)
    case cosine(initial: Double, steps: Double, alpha: Double)
    case inverseTime(initial: Double, steps: Double, rate: Double, staircase: Bool)
    case piecewise(boundaries: [Int], values: [Double])
  }
  let kind: Kind

  /// The schedule itself.
  public var schedule: LearningRateSchedule { self }

  /// The same rate at every step.
  public static func constant(_ rate: Double) -> LearningRateSchedule { .init(kind: .constant(rate)) }

  /// The rate of a step, counted from 0; NaN for a piecewise schedule without values.
  public func rate(step: Int) -> Double {
    let step = Double(step)
    switch kind {
    case .constant(let rate): return rate
    case .exponential(let initial, let steps, let rate, let staircase):
      return initial * pow(rate, staircase ? (step / steps).rounded(.down) : step / steps)
    case .cosine(let initial, let steps, let alpha):
      let share = 0.5 * (1 + cos(.pi * min(step, steps) / steps))
      return initial * ((1 - alpha) * share + alpha)
    case .inverseTime(let initial, let steps, let rate, let staircase):
      return initial / (1 + rate * (staircase ? (step / steps).rounded(.down) : step / steps))
    case .piecewise(let boundaries, let values):
      let place = boundaries.firstIndex { step <= Double($0) } ?? boundaries.count
      return values.isEmpty ? .nan : values[min(place, values.count - 1)]
    }
  }

  /// Why the schedule cannot be used, or `nil`.
  var problem: ConvNetError? {
    let rates: [Double]
    var decay: (steps: Double, name: String, factor: Double)?
    switch kind {
    case .constant(let rate): rates = [rate]
    case .exponential(let initial, let steps, let rate, _): (rates, decay) = ([initial], (steps, "decayRate", rate))
    case .cosine(let initial, let steps, let alpha): (rates, decay) = ([initial], (steps, "alpha", alpha))
    case .inverseTime(let initial, let steps, let rate, _): (rates, decay) = ([initial], (steps, "decayRate", rate))
    case .piecewise(let boundaries, let values):
      guard values.count == boundaries.count + 1 else {
        return .argument(name: "values", value: "\(values.count) rates", rule: "one more than the boundaries")
      }
      guard zip(boundaries, boundaries.dropFirst()).allSatisfy(<) else {
        return .argument(name: "boundaries", value: "\(boundaries)", rule: "steps in ascending order")
      }
      rates = values
    }
    for rate in rates where !(rate >= 0 && rate.isFinite) {
      return .argument(name: "learningRate", value: "\(rate)", rule: "a finite number of 0 or more")
    }
    guard let decay else { return nil }
    guard decay.steps > 0 else {
      return .argument(name: "decaySteps", value: String(format: "%.0f", decay.steps), rule: "1 or more")
    }
    guard decay.factor >= 0, decay.factor.isFinite else {
      return .argument(name: decay.name, value: "\(decay.factor)", rule: "a finite number of 0 or more")
    }
    return nil
  }
}

extension LearningRate where Self == LearningRateSchedule {
  /// initial · rate^(step / decaySteps); with `staircase` the exponent is a whole number.
  public static func exponentialDecay(
    _ initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
  ) -> LearningRateSchedule {
    .init(
      kind: .exponential(
        initial: initialLearningRate, steps: Double(decaySteps), rate: decayRate, staircase: staircase))
  }

  /// From the initial rate along half a cosine to `alpha` times it (Loshchilov and Hutter 2017).
  public static func cosineDecay(
    _ initialLearningRate: Double, decaySteps: Int, alpha: Double = 0
  ) -> LearningRateSchedule {
    .init(kind: .cosine(initial: initialLearningRate, steps: Double(decaySteps), alpha: alpha))
  }

  /// initial / (1 + rate · step / decaySteps); with `staircase` the quotient is a whole number.
  public static func inverseTimeDecay(
    _ initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
  ) -> LearningRateSchedule {
    .init(
      kind: .inverseTime(
        initial: initialLearningRate, steps: Double(decaySteps), rate: decayRate, staircase: staircase))
  }

  /// `values[i]` up to and including step `boundaries[i]`, the last value after that.
  public static func piecewiseConstant(boundaries: [Int], values: [Double]) -> LearningRateSchedule {
    .init(kind: .piecewise(boundaries: boundaries, values: values))
  }
}
