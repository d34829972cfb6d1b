import KernelInterface

/// Batch normalisation by itself (Ioffe and Szegedy 2015, algorithm 1), with Keras's moving averages.
///
/// Memory is read as it lies, a pixel with all its channels after the other; the batch is cut into chunks that depend on its size
/// alone, and their sums are added in order.
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
  /// What each channel has, then two sums a channel for each of at most eight chunks, in double precision.
  func workspaceCount(batch: Int) -> Int { (ChannelValues.count + 4 * BatchChunks.most) * geometry.channels }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    let values = ChannelValues(context.workspace, geometry.channels)
    if context.isTraining { takeMoments(input, context) }
    for channel in 0..<geometry.channels {
      if !context.isTraining { values.mean[channel] = context.state[movingMean + channel] }
      let variance = context.isTraining ? values.variance[channel] : context.state[movingVariance + channel]
      values.inverse[channel] = 1 / (variance + geometry.epsilon).squareRoot()
      values.scale[channel] = values.inverse[channel] * (gamma.map { context.parameters[$0 + channel] } ?? 1)
      values.shift[channel] = beta.map { context.parameters[$0 + channel] } ?? 0
    }
    nonisolated(unsafe) let (input, output) = (input, output)
    forEachPixel(context) { start in
      for channel in 0..<geometry.channels {
        output[start + channel] =
          (input[start + channel] - values.mean[channel]) * values.scale[channel] + values.shift[channel]
      }
    }
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    nonisolated(unsafe) let (input, gradient) = (input, Reading(outputGradient))
    let channels = geometry.channels
    let values = ChannelValues(context.workspace, channels)
    let (sums, products) = sums(context) { start, sums, products in
      for channel in 0..<channels {
        let value = Double(gradient[start + channel])
        sums[channel] += value
        products[channel] +=
          value * Double((input[start + channel] - values.mean[channel]) * values.inverse[channel])
      }
    }
    if let target = inputGradient {
      nonisolated(unsafe) let target = target
      // The moving averages do not change with the input; the batch's own mean and variance do.
      let share = context.isTraining ? 1 / Double(context.batch * geometry.positions) : 0
      for channel in 0..<channels {
        values.meanGradient[channel] = Float(sums[channel] * share)
        values.meanProduct[channel] = Float(products[channel] * share)
      }
      forEachPixel(context) { start in
        for channel in 0..<channels {
          let normalised = (input[start + channel] - values.mean[channel]) * values.inverse[channel]
          target[start + channel] =
            values.scale[channel]
            * (gradient[start + channel] - values.meanGradient[channel] - normalised * values.meanProduct[channel])
        }
      }
    }
    for (first, sums) in [(gamma, products), (beta, sums)] {
      guard let first else { continue }
      for channel in 0..<channels { context.gradients[first + channel] = Float(sums[channel]) }
      context.finished(first..<first + channels)
    }
  }

  /// Mean and variance (divided by the count, as Keras does) of each channel, into the moving averages too.
  private func takeMoments(_ input: Reading, _ context: StageContext) {
    nonisolated(unsafe) let input = input
    let channels = geometry.channels
    let (sums, squares) = sums(context) { start, sums, squares in
      for channel in 0..<channels {
        let value = Double(input[start + channel])
        sums[channel] += value
        squares[channel] += value * value
      }
    }
    let values = ChannelValues(context.workspace, channels)
    let count = Double(context.batch * geometry.positions)
    for channel in 0..<channels {
      // The square of a Float is exact in a Double, so the difference is as good as the input's own digits.
      let mean = sums[channel] / count
      let variance = squares[channel] / count - mean * mean
      values.mean[channel] = Float(mean)
      values.variance[channel] = Float(variance < 0 ? 0 : variance)
      move(movingMean + channel, to: values.mean[channel], context)
      move(movingVariance + channel, to: values.variance[channel], context)
    }
  }

  private func move(_ place: Int, to value: Float, _ context: StageContext) {
    context.state[place] = context.state[place] * geometry.momentum + value * (1 - geometry.momentum)
  }

  private typealias Sums = UnsafeMutablePointer<Double>

  /// Two sums of each channel over the batch; `add` adds a pixel, of which it gets the first float's place.
  private func sums(
    _ context: StageContext, _ add: @escaping @Sendable (_ start: Int, _ first: Sums, _ second: Sums) -> Void
  ) -> (Sums, Sums) {
    let channels = geometry.channels
    nonisolated(unsafe) let all = UnsafeMutableRawPointer(context.workspace + ChannelValues.count * channels)
      .assumingMemoryBound(to: Double.self)
    let chunks = BatchChunks(context.batch)
    context.pool.run(chunks.count) { chunk in
      let first = all + 2 * channels * chunk
      first.update(repeating: 0, count: 2 * channels)
      for start in pixels(chunks[chunk]) { add(start, first, first + channels) }
    }
    for chunk in 1..<max(chunks.count, 1) {
      for place in 0..<2 * channels { all[place] += all[2 * channels * chunk + place] }
    }
    return (all, all + channels)
  }

  private func forEachPixel(_ context: StageContext, _ body: @escaping @Sendable (_ start: Int) -> Void) {
    let chunks = BatchChunks(context.batch)
    context.pool.run(chunks.count) { chunk in
      for start in pixels(chunks[chunk]) { body(start) }
    }
  }

  /// The first float's place of each pixel of some examples.
  private func pixels(_ examples: Range<Int>) -> StrideTo<Int> {
    stride(from: examples.lowerBound * inputCount, to: examples.upperBound * inputCount, by: geometry.channels)
  }
}

/// What batch normalisation keeps of each channel from the way forward to the way back.
private struct ChannelValues: @unchecked Sendable {
  /// Floats of a channel; even, so that doubles may stand behind them.
  static let count = 8

  let mean, variance, inverse, scale, shift, meanGradient, meanProduct: Writing

  init(_ workspace: Writing, _ channels: Int) {
    func values(_ index: Int) -> Writing { workspace + index * channels }
    (mean, variance, inverse, scale) = (values(0), values(1), values(2), values(3))
    (shift, meanGradient, meanProduct) = (values(4), values(5), values(6))
  }
}
