import KernelInterface

/// Dropout by itself. Whether a value is dropped depends on seed, layer, step, example and place alone, so the way back
/// finds the same without a mask being kept.
struct DropoutStage: Stage {
  let rate: Float
  let count: Int
  let seed: UInt64
  /// A random stream of its own for each layer.
  let stream: UInt64

  var inputCount: Int { count }
  var outputCount: Int { count }
  func workspaceCount(batch: Int) -> Int { 0 }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    guard context.isTraining, rate > 0 else {
      output.update(from: input, count: context.batch * count)
      return
    }
    drop(input, output, context)
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    guard let inputGradient else { return }
    guard context.isTraining, rate > 0 else {
      inputGradient.update(from: outputGradient, count: context.batch * count)
      return
    }
    drop(Reading(outputGradient), inputGradient, context)
  }

  private func drop(_ source: Reading, _ target: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (source, target) = (source, target)
    let random = Philox(seed: seed, stream: stream ^ context.step << 16)
    let threshold = UInt32((Double(rate) * 0x1p32).rounded())
    let scale = 1 / (1 - rate)
    let quads = (count + 3) / 4
    context.pool.run(context.batch) { example in
      for quad in 0..<quads {
        let words = random.block(UInt64(example * quads + quad))
        let start = quad * 4
        for (offset, word) in [words.0, words.1, words.2, words.3].prefix(count - start).enumerated() {
          let place = example * count + start + offset
          target[place] = word < threshold ? 0 : source[place] * scale
        }
      }
    }
  }
}
