import KernelInterface

extension ConvolutionDense {
  /// As `ConvolutionDenseKernels.backward`.
  static func backward(_ t: ConvolutionDenseRow, _ g: ConvolutionDenseGradients) {
    let (s, outputs) = (t.shape, t.outputs)
    let (channels, depth, filters) = (channelCount(s), depth(s), s.outputChannels)
    let width = max(channels, tileColumns)
    let turned = g.scratch
    let strips = turned + outputs * t.imageStep
    let weights = strips + width * outputs
    turn(outputs, g.output, outputs, t.batch, turned, t.imageStep)
    forEachPixel(t, weights + width * filledUp(outputs)) { pixel, first, patches, scratch in
      let rows = t.weights + pixel * filters * outputs
      if first == 0 { arrange(filters, outputs, rows, strips, isLast: pixel == s.outputWidth - 1) }
      patches.gather(rows: outputs, Reading(turned + first), t.imageStep, scratch)
      for column in stride(from: 0, to: channels, by: tileColumns) {
        let panel = DensePanel(
          patches: patches, panel: t.panels + column * depth, bias: t.bias + column, hasRelu: t.relu,
          outputGradient: Reading(scratch), outputs: outputs, strip: Reading(strips + column * outputs),
          width: min(tileColumns, channels - column), values: scratch + outputs * patches.step)
        let target = weights + column * filledUp(outputs)
        panel.addGradients(weights: target, accumulate: first > 0, kernel: g.kernel + column, channels)
      }
      if first + patches.images < t.imageStep { return }
      for column in stride(from: 0, to: channels, by: tileColumns) {
        spreadWeights(
          Reading(weights + column * filledUp(outputs)), min(tileColumns, channels - column),
          min(tileColumns, filters - column), outputs, g.weights + (pixel * filters + column) * outputs)
      }
    }
  }

  /// A pixel's dense weights `[channels, outputs]` to strips `[channels / vector, outputs, vector]`, filled up with zeros.
  private static func arrange(
    _ channels: Int, _ outputs: Int, _ weights: Reading, _ strips: Writing, isLast: Bool
  ) {
    // Squares are read past their end, but behind the row's last pixel lie weights that another thread may be changing: as many rows
    // are left out as hold what is read too far.
    let past = filledUp(outputs) - outputs
    let whole = (isLast ? max(0, channels - (past + outputs - 1) / outputs) : channels) / lanes * lanes
    for channel in stride(from: 0, to: whole, by: lanes) {
      Transpose.run(weights + channel * outputs, columns: outputs, strips + channel * outputs)
    }
    if whole == channels { return }
    (strips + whole * outputs).update(repeating: 0, count: outputs * (filledUp(channels) - whole))
    for channel in whole..<channels {
      let (strip, lane) = (strips + channel / lanes * lanes * outputs, channel % lanes)
      for n in 0..<outputs { strip[n * lanes + lane] = weights[channel * outputs + n] }
    }
  }

  /// The gradients of dense weights that read some channels, `[outputs, width]`, to `[channels, outputs]`. The source may be
  /// read up to a square's end.
  private static func spreadWeights(
    _ weights: Reading, _ width: Int, _ channels: Int, _ outputs: Int, _ target: Writing
  ) {
    // Rows are written as whole vectors. What one writes past its end, later ones write over: so the last outputs go first, and
    // the last rows, which would reach past the target's end, are written value by value.
    let past = filledUp(outputs) - outputs
    let whole = channels - (past + outputs - 1) / outputs
    for n in stride(from: (outputs - 1) / lanes * lanes, through: 0, by: -lanes) {
      for channel in stride(from: 0, to: whole, by: lanes) {
        Transpose.square(
          weights + n * width + channel, width, target + channel * outputs + n, outputs,
          columns: min(lanes, whole - channel))
      }
    }
    for channel in max(0, whole)..<channels {
      for n in 0..<outputs { target[channel * outputs + n] = weights[n * width + channel] }
    }
  }
}
