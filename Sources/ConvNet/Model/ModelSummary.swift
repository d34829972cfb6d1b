/// A model as Keras's `summary` shows it.
public struct ModelSummary: Sendable, Equatable {
  /// One layer.
  public struct Layer: Sendable, Equatable {
    /// `conv2d_1`
    public var name: String
    /// `Conv2D`
    public var type: String
    /// Without the batch: `[30, 30, 64]`.
    public var outputShape: [Int]
    /// Number of parameters.
    public var parameters: Int
    /// How the parameter count comes about: `64 × 3 × 3 × 3 + 64 = 1792`; empty where there are none.
    public var parameterFormula: String
    /// How the output size comes about; empty where it is the input's.
    public var shapeFormula: String
  }

  /// Without the batch.
  public var inputShape: [Int]
  /// In the order of the model.
  public var layers: [Layer]
  /// Parameters that training moves.
  public var trainableParameters: Int
  /// Parameters that training does not move along a gradient: moving averages.
  public var nonTrainableParameters: Int

  /// All parameters.
  public var totalParameters: Int { trainableParameters + nonTrainableParameters }
}

extension Sequential {
  /// The table of layers with output shapes and parameter counts.
  public var summary: ModelSummary {
    ModelSummary(
      inputShape: inputShape,
      layers: layers.map { layer in
        ModelSummary.Layer(
          name: layer.name, type: layer.description.type, outputShape: layer.description.outputShape,
          parameters: layer.parameterCount, parameterFormula: layer.description.parameterFormula,
          shapeFormula: layer.description.shapeFormula)
      },
      trainableParameters: parameters.count, nonTrainableParameters: state.count)
  }
}
