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
  /// What each channel has, then two sums a channel for each chunk, in double precision.
  func workspaceCount(batch: Int) -> Int {
    (ChannelValues.count + 4 * BatchChunks.roomCount(batch: batch)) * geometry.channels
  }

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
    let channels = geometry.channels
    forEachChunk(context) { floats in
      let (mean, scale, shift) = (values.mean, values.scale, values.shift)
      for start in stride(from: floats.lowerBound, to: floats.upperBound, by: channels) {
        let (source, target) = (input + start, output + start)
        for channel in 0..<channels {
          target[channel] = (source[channel] - mean[channel]) * scale[channel] + shift[channel]
        }
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
    let (sums, products) = sums(context) { floats, sums, products in
      let (mean, inverse) = (values.mean, values.inverse)
      for start in stride(from: floats.lowerBound, to: floats.upperBound, by: channels) {
        let (source, gradient) = (input + start, gradient + start)
        for channel in 0..<channels {
          let value = Double(gradient[channel])
          sums[channel] += value
          products[channel] += value * Double((source[channel] - mean[channel]) * inverse[channel])
        }
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
      forEachChunk(context) { floats in
        let (mean, inverse, scale) = (values.mean, values.inverse, values.scale)
        let (meanGradient, meanProduct) = (values.meanGradient, values.meanProduct)
        for start in stride(from: floats.lowerBound, to: floats.upperBound, by: channels) {
          let (source, gradient, target) = (input + start, gradient + start, target + start)
          for channel in 0..<channels {
            let normalised = (source[channel] - mean[channel]) * inverse[channel]
            target[channel] =
              scale[channel] * (gradient[channel] - meanGradient[channel] - normalised * meanProduct[channel])
          }
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
    let (sums, squares) = sums(context) { floats, sums, squares in
      for start in stride(from: floats.lowerBound, to: floats.upperBound, by: channels) {
        let source = input + start
        for channel in 0..<channels {
          let value = Double(source[channel])
          sums[channel] += value
          squares[channel] += value * value
        }
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

  /// Two sums of each channel over the batch; `add` adds some examples, of which it gets the floats' places.
  private func sums(
    _ context: StageContext, _ add: @escaping @Sendable (_ floats: Range<Int>, _ first: Sums, _ second: Sums) -> Void
  ) -> (Sums, Sums) {
    let channels = geometry.channels
    nonisolated(unsafe) let all = UnsafeMutableRawPointer(context.workspace + ChannelValues.count * channels)
      .assumingMemoryBound(to: Double.self)
    let chunks = BatchChunks(context.batch)
    context.pool.run(chunks.count) { chunk in
      let first = all + 2 * channels * chunk
      first.update(repeating: 0, count: 2 * channels)
      add(floats(chunks[chunk]), first, first + channels)
    }
    for chunk in 1..<max(chunks.count, 1) {
      for place in 0..<2 * channels { all[place] += all[2 * channels * chunk + place] }
    }
    return (all, all + channels)
  }

  private func forEachChunk(_ context: StageContext, _ body: @escaping @Sendable (_ floats: Range<Int>) -> Void) {
    let chunks = BatchChunks(context.batch)
    context.pool.run(chunks.count) { body(floats(chunks[$0])) }
  }

  /// The places of some examples' floats.
  private func floats(_ examples: Range<Int>) -> Range<Int> {
    examples.lowerBound * inputCount..<examples.upperBound * inputCount
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
