import KernelInterface

/// A loss in its place behind a model: which operations stay before it, and what it compares.
struct LossPlan: Sendable {
  let loss: Loss
  /// Operations of the model that run before the loss; a softmax or sigmoid that is part of the loss is left out.
  let operations: [Operation]
  /// Numbers of one output.
  let outputCount: Int
  /// What turns outputs of ``operations`` into those of the model.
  let lastActivation: ActivationFunction

  /// Whether outputs are told apart as classes, so that there is an accuracy.
  var hasClasses: Bool { loss == .categoricalCrossentropy || loss == .binaryCrossentropy }
  /// Number of classes that labels may name.
  var classCount: Int { loss == .binaryCrossentropy && outputCount == 1 ? 2 : outputCount }
}

extension LossPlan {
  /// The given loss, or the one that goes with the last layer: cross-entropy after softmax and sigmoid; otherwise
  /// cross-entropy of logits for labels and several outputs, and the mean squared error.
  ///
  /// - Throws: ``ConvNetError/lossMismatch(loss:reason:)`` where loss, last layer and targets do not go together.
  init(_ given: Loss?, model: Sequential, targets: Examples.Targets) throws {
    let isClasses = if case .classes = targets { true } else { false }
    let last = model.lastActivation
    outputCount = model.outputShape.reduce(1, *)
    loss = given ?? Self.natural(last: last, outputCount: outputCount, isClasses: isClasses)
    guard model.outputShape.count == 1 || !(isClasses || loss == .categoricalCrossentropy) else {
      throw ConvNetError.lossMismatch(
        loss: isClasses && given == nil ? Loss.categoricalCrossentropy.name : loss.name,
        reason: """
          its output has the shape \(model.outputShape); for classes put Flatten() or GlobalAveragePooling2D() and a \
          Dense layer at the end.
          """)
    }
    lastActivation = last
    let isFused =
      (loss == .categoricalCrossentropy && last == .softmax) || (loss == .binaryCrossentropy && last == .sigmoid)
    operations = isFused ? Array(model.operations.dropLast()) : model.operations
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

extension Sequential {
  /// The activation that ends the model.
  var lastActivation: ActivationFunction {
    if case .activation(let function) = layers[layers.count - 1].description.operations.last {
      function
    } else {
      .linear
    }
  }
}
