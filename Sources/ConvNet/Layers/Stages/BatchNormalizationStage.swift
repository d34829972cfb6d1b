import KernelInterface

/// Batch normalisation by itself (Ioffe and Szegedy 2015, algorithm 1), with Keras's moving averages.
struct BatchNormalizationStage: Stage {
  let geometry: BatchNormalizationGeometry
  /// Where gamma and beta begin in the model's parameters.
  let gamma: Int?
  let beta: Int?
  /// Where moving mean and moving variance begin in the model's state.
  let movingMean: Int
  let movingVariance: Int

  var inputCount: Int { geometry.positions * geometry.channels }
  var outputCount: Int { inputCount }
  /// Mean and 1 / deviation of each channel.
  func workspaceCount(batch: Int) -> Int { 2 * geometry.channels }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (input, output) = (input, output)
    let channels = geometry.channels
    let rows = context.batch * geometry.positions
    forEachBlock(context) { block in
      for channel in block {
        let (mean, variance) =
          context.isTraining
          ? moments(input, channel, rows)
          : (context.state[movingMean + channel], context.state[movingVariance + channel])
        let inverse = 1 / (variance + geometry.epsilon).squareRoot()
        context.workspace[channel] = mean
        context.workspace[channels + channel] = inverse
        let scale = inverse * (gamma.map { context.parameters[$0 + channel] } ?? 1)
        let shift = beta.map { context.parameters[$0 + channel] } ?? 0
        for row in 0..<rows {
          let place = row * channels + channel
          output[place] = (input[place] - mean) * scale + shift
        }
        if context.isTraining {
          move(movingMean + channel, to: mean, context)
          move(movingVariance + channel, to: variance, context)
        }
      }
    }
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    nonisolated(unsafe) let (input, gradient, target) = (input, outputGradient, inputGradient)
    let channels = geometry.channels
    let rows = context.batch * geometry.positions
    forEachBlock(context) { block in
      for channel in block {
        let (mean, inverse) = (context.workspace[channel], context.workspace[channels + channel])
        // Sums over a whole batch: double precision keeps them independent of its size.
        var (sum, product) = (0.0, 0.0)
        for row in 0..<rows {
          let place = row * channels + channel
          sum += Double(gradient[place])
          product += Double(gradient[place]) * Double((input[place] - mean) * inverse)
        }
        if let target {
          let scale = inverse * (gamma.map { context.parameters[$0 + channel] } ?? 1)
          let (meanGradient, meanProduct) =
            context.isTraining ? (Float(sum / Double(rows)), Float(product / Double(rows))) : (0, 0)
          for row in 0..<rows {
            let place = row * channels + channel
            let normalised = (input[place] - mean) * inverse
            target[place] = scale * (gradient[place] - meanGradient - normalised * meanProduct)
          }
        }
        if let gamma { context.gradients[gamma + channel] = Float(product) }
        if let beta { context.gradients[beta + channel] = Float(sum) }
      }
    }
    for start in [gamma, beta] {
      if let start { context.finished(start..<start + channels) }
    }
  }

  /// Mean and variance (divided by the count, as Keras does) of a channel.
  private func moments(_ input: Reading, _ channel: Int, _ rows: Int) -> (mean: Float, variance: Float) {
    var sum = 0.0
    for row in 0..<rows { sum += Double(input[row * geometry.channels + channel]) }
    let mean = sum / Double(rows)
    var squares = 0.0
    for row in 0..<rows {
      let difference = Double(input[row * geometry.channels + channel]) - mean
      squares += difference * difference
    }
    return (Float(mean), Float(squares / Double(rows)))
  }

  private func move(_ place: Int, to value: Float, _ context: StageContext) {
    context.state[place] = context.state[place] * geometry.momentum + value * (1 - geometry.momentum)
  }

  /// Channels in blocks of sixteen: one cache line of each row belongs to one block.
  private func forEachBlock(_ context: StageContext, _ body: @Sendable (Range<Int>) -> Void) {
    let channels = geometry.channels
    context.pool.run((channels + 15) / 16) { body($0 * 16..<min($0 * 16 + 16, channels)) }
  }
}
