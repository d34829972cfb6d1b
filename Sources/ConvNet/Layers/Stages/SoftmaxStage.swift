import Foundation
import KernelInterface

/// Softmax along the last axis by itself.
struct SoftmaxStage: Stage {
  /// Rows of one example.
  let rows: Int
  /// Length of the last axis.
  let classes: Int

  var inputCount: Int { rows * classes }
  var outputCount: Int { rows * classes }
  func workspaceCount(batch: Int) -> Int { 0 }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    for row in 0..<context.batch * rows {
      let (source, target) = (input + row * classes, output + row * classes)
      var largest = source[0]
      for i in 1..<max(classes, 1) where source[i] > largest { largest = source[i] }
      var sum: Float = 0
      for i in 0..<classes {
        target[i] = expf(source[i] - largest)
        sum += target[i]
      }
      for i in 0..<classes { target[i] /= sum }
    }
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    guard let inputGradient else { return }
    for row in 0..<context.batch * rows {
      let start = row * classes
      var dot: Float = 0
      for i in start..<start + classes { dot += outputGradient[i] * output[i] }
      for i in start..<start + classes { inputGradient[i] = output[i] * (outputGradient[i] - dot) }
    }
  }
}
