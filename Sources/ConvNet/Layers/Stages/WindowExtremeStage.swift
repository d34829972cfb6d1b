import KernelInterface

/// Minima of windows, and maxima of windows too large for the kernels, in plain loops.
///
/// The gradient goes to the first value of the window that equals the result, as `MaxPoolingStage` has it.
struct WindowExtremeStage: Stage {
  let shape: PoolingShape
  let isMinimum: Bool

  var inputCount: Int { shape.inputCount }
  var outputCount: Int { shape.outputCount }
  func workspaceCount(batch: Int) -> Int { 0 }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (input, output) = (input, output)
    context.pool.run(context.batch) { image in
      let source = input + image * inputCount
      for index in 0..<outputCount { output[image * outputCount + index] = source[place(of: index, in: source)] }
    }
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    guard let inputGradient else { return }
    nonisolated(unsafe) let (input, gradient, target) = (input, Reading(outputGradient), inputGradient)
    context.pool.run(context.batch) { image in
      let (source, target) = (input + image * inputCount, target + image * inputCount)
      target.update(repeating: 0, count: inputCount)
      for index in 0..<outputCount {
        target[place(of: index, in: source)] += gradient[image * outputCount + index]
      }
    }
  }

  /// Where in the image the result `[row, column, channel]` comes from.
  private func place(of index: Int, in source: Reading) -> Int {
    let channel = index % shape.channels
    let (row, column) = (index / shape.channels / shape.outputWidth, index / shape.channels % shape.outputWidth)
    let (top, left) = (row * shape.strideHeight - shape.paddingTop, column * shape.strideWidth - shape.paddingLeft)
    var best = -1
    for y in max(top, 0)..<min(top + shape.windowHeight, shape.inputHeight) {
      for x in max(left, 0)..<min(left + shape.windowWidth, shape.inputWidth) {
        let candidate = (y * shape.inputWidth + x) * shape.channels + channel
        if best < 0 || (isMinimum ? source[candidate] < source[best] : source[candidate] > source[best]) {
          best = candidate
        }
        // A NaN goes through, so that training notices it.
        if source[candidate].isNaN { return candidate }
      }
    }
    return best
  }
}
