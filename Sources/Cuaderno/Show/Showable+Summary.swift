import ConvNet
import LessonEvents

extension ModelSummary: Showable {
  /// Keras's table.
  public var cellOutputs: [CellOutput] { [.summary(SummaryOutput(self))] }
}

extension Sequential: Showable {
  /// Its summary.
  public var cellOutputs: [CellOutput] { summary.cellOutputs }
}

extension SummaryOutput {
  init(_ summary: ModelSummary) {
    self.init(
      inputShape: summary.inputShape,
      layers: summary.layers.map {
        Layer(
          name: $0.name, type: $0.type, outputShape: $0.outputShape, parameters: $0.parameters,
          parameterFormula: $0.parameterFormula, shapeFormula: $0.shapeFormula)
      },
      trainableParameters: summary.trainableParameters, nonTrainableParameters: summary.nonTrainableParameters)
  }
}
