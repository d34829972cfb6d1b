import Foundation
import KernelInterface

/// An element-wise activation by itself; softmax has ``SoftmaxStage``.
struct ActivationStage: Stage {
  let function: ActivationFunction
  let count: Int

  var inputCount: Int { count }
  var outputCount: Int { count }
  func workspaceCount(batch: Int) -> Int { 0 }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (input, output) = (input, output)
    context.pool.run(context.batch) { example in
      function.apply(input + example * count, output + example * count, count)
    }
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    guard let inputGradient else { return }
    nonisolated(unsafe) let (input, output, gradient, target) = (input, output, Reading(outputGradient), inputGradient)
    context.pool.run(context.batch) { example in
      let start = example * count
      function.applyGradient(input + start, output + start, gradient + start, target + start, count, context.kernels)
    }
  }
}

extension ActivationFunction {
  /// `output = f(input)`, element by element. Written so that a NaN goes through.
  func apply(_ input: Reading, _ output: Writing, _ count: Int) {
    switch self {
    case .linear, .softmax: for i in 0..<count { output[i] = input[i] }
    case .relu: for i in 0..<count { output[i] = input[i] <= 0 ? 0 : input[i] }
    case .leakyRelu(let slope): for i in 0..<count { output[i] = input[i] > 0 ? input[i] : slope * input[i] }
    case .sigmoid: for i in 0..<count { output[i] = logistic(input[i]) }
    case .tanh: for i in 0..<count { output[i] = tanhf(input[i]) }
    case .elu(let alpha): for i in 0..<count { output[i] = input[i] > 0 ? input[i] : alpha * expm1f(input[i]) }
    case .softplus: for i in 0..<count { output[i] = logSumOfOneAndExponential(input[i]) }
    }
  }

  /// `inputGradient = gradient · f'(input)`, element by element.
  func applyGradient(
    _ input: Reading, _ output: Reading, _ gradient: Reading, _ inputGradient: Writing, _ count: Int,
    _ kernels: KernelSet
  ) {
    switch self {
    case .linear, .softmax: for i in 0..<count { inputGradient[i] = gradient[i] }
    case .relu: kernels.reluGradient(output, gradient, inputGradient, count)
    case .leakyRelu(let slope):
      for i in 0..<count { inputGradient[i] = input[i] > 0 ? gradient[i] : slope * gradient[i] }
    case .sigmoid: for i in 0..<count { inputGradient[i] = gradient[i] * output[i] * (1 - output[i]) }
    case .tanh: for i in 0..<count { inputGradient[i] = gradient[i] * (1 - output[i] * output[i]) }
    case .elu(let alpha):
      for i in 0..<count { inputGradient[i] = input[i] > 0 ? gradient[i] : gradient[i] * (output[i] + alpha) }
    case .softplus: for i in 0..<count { inputGradient[i] = gradient[i] * logistic(input[i]) }
    }
  }
}

/// 1 / (1 + e⁻ˣ), without overflow.
func logistic(_ x: Float) -> Float {
  if x >= 0 { return 1 / (1 + expf(-x)) }
  let e = expf(x)
  return e / (1 + e)
}

/// ln(1 + eˣ), without overflow.
func logSumOfOneAndExponential(_ x: Float) -> Float { max(x, 0) + log1pf(expf(-abs(x))) }
