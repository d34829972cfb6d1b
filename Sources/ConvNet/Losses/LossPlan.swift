import KernelInterface

/// A loss in its place behind a model: which operations stay before it, and what it compares.
struct LossPlan: Sendable {
  let loss: Loss
  /// Operations of the model that run before the loss; a softmax or sigmoid that is part of the loss is left out.
  let operations: [Operation]
  /// Numbers of one output.
  let outputCount: Int
  /// Numbers that are told apart together: all of an output, of an image `[height, width, channels]` those of a pixel.
  let width: Int

  /// How many times an output tells classes apart.
  var decisionCount: Int { outputCount / width }
  /// Whether outputs are told apart as classes, so that there is an accuracy: by a cross-entropy, or for labels by any loss. (One
  /// output that is no probability predicts labels as numbers.)
  var hasClasses: Bool { isCrossentropy || (hasLabels && (outputCount > 1 || isProbability)) }
  private var isCrossentropy: Bool { loss == .categoricalCrossentropy || loss == .binaryCrossentropy }
  /// Whether the targets are labels, one an example.
  let hasLabels: Bool
  /// Whether each output is a label of its own, so that an example may have several.
  var isMultiLabel: Bool { loss == .binaryCrossentropy && width > 1 && !hasLabels }
  /// Number of classes that labels may name.
  var classCount: Int { hasClasses && width == 1 ? 2 : width }
  /// Whether the operations end with a sigmoid, which is not part of the loss.
  let isProbability: Bool
  /// Where an output that tells two classes apart stands for the second one: above one half, or above the sum that becomes it.
  var threshold: Float { isProbability ? 0.5 : 0 }
}

extension LossPlan {
  /// The given loss, or the one that goes with the last layer: cross-entropy after softmax and sigmoid; otherwise
  /// cross-entropy of logits for labels and several outputs, and the mean squared error.
  ///
  /// - Throws: ``ConvNetError/lossMismatch(loss:reason:)`` where loss, last layer and targets do not go together.
  init(_ given: Loss?, model: Sequential, targets: Examples.Targets) throws {
    let isClasses = if case .classes = targets { true } else { false }
    let ending = model.ending
    outputCount = model.outputShape.reduce(1, *)
    width = model.outputShape.last ?? 1
    loss =
      given
      ?? Self.natural(last: ending.isLast ? ending.activation : .linear, outputCount: outputCount, isClasses: isClasses)
    hasLabels = isClasses
    guard model.outputShape.count == 1 || !(isClasses || loss == .categoricalCrossentropy) else {
      throw ConvNetError.lossMismatch(
        loss: isClasses && given == nil ? Loss.categoricalCrossentropy.name : loss.name,
        reason: """
          its output has the shape \(model.outputShape); for classes put Flatten() or GlobalAveragePooling2D() and a \
          Dense layer at the end.
          """)
    }
    let last = ending.activation
    let isFused =
      (loss == .categoricalCrossentropy && last == .softmax) || (loss == .binaryCrossentropy && last == .sigmoid)
    isProbability = last == .sigmoid && !isFused
    var operations = model.operations
    if isFused { operations.remove(at: ending.place) }
    self.operations = operations
    guard ending.isLast || !isCrossentropy else {
      throw ConvNetError.lossMismatch(
        loss: loss.name, reason: "its \(last.name) is not the last that it does; put what stands behind it before it.")
    }
    try check(last)
  }

  private static func natural(last: ActivationFunction, outputCount: Int, isClasses: Bool) -> Loss {
    switch last {
    case .softmax: .categoricalCrossentropy
    case .sigmoid: .binaryCrossentropy
    default: isClasses && outputCount > 1 ? .categoricalCrossentropy : .meanSquaredError
    }
  }

  private func check(_ last: ActivationFunction) throws {
    switch loss {
    case .categoricalCrossentropy:
      guard outputCount > 1 else {
        throw ConvNetError.lossMismatch(
          loss: loss.name, reason: "it needs one output a class; for two classes use Dense(1, activation: .sigmoid).")
      }
      guard last == .softmax || last == .linear else {
        throw ConvNetError.lossMismatch(
          loss: loss.name, reason: "its last layer has the activation \(last.name); use .softmax.")
      }
    case .binaryCrossentropy:
      guard last == .sigmoid || last == .linear else {
        throw ConvNetError.lossMismatch(
          loss: loss.name, reason: "its last layer has the activation \(last.name); use .sigmoid.")
      }
    case .meanSquaredError, .meanAbsoluteError: break
    }
    guard !operations.isEmpty else {
      throw ConvNetError.lossMismatch(loss: loss.name, reason: "there is no layer before its activation.")
    }
  }
}

/// How a model ends.
private struct Ending {
  /// The activation that its outputs went through after its last weights: a softmax or sigmoid, else what comes last.
  var activation = ActivationFunction.linear
  /// Its place among the model's operations.
  var place = 0
  /// Whether the outputs are those of the activation: at most in another shape.
  var isLast = true
}

extension Sequential {
  fileprivate var ending: Ending {
    var ending = Ending(place: operations.count)
    for layer in layers.reversed() {
      for operation in layer.description.operations.reversed() {
        ending.place -= 1
        switch operation {
        case .reshape, .activation(.linear): continue
        case .pooling, .dropout: ending.isLast = false
        case .activation(let function):
          if function == .softmax || function == .sigmoid {
            ending.activation = function
            // A softmax that divides its outputs among pixels is none of all of them.
            if function == .softmax && layer.description.outputShape.last != outputShape.last { ending.isLast = false }
            return ending
          }
          return Ending(activation: ending.isLast ? function : .linear)
        case .convolution, .dense, .batchNormalization: return Ending()
        }
      }
    }
    return Ending()
  }
}
