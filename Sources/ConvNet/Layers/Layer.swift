/// One layer of a model as an author writes it: a value that knows its arguments and nothing of its neighbours.
public protocol Layer: Sendable {
  /// What the layer becomes behind an input of a shape (without the batch).
  ///
  /// - Throws: ``LayerProblem`` where it cannot stand there.
  func describe(input: [Int]) throws(LayerProblem) -> LayerDescription
}

/// A layer in its place: its output, its parameters, what it computes.
public struct LayerDescription: Sendable {
  /// `Conv2D`
  package var type: String
  /// `conv2d`: the beginning of the name of a layer that is given none.
  package var baseName: String
  /// A name that the author gave.
  package var givenName: String?
  /// Without the batch.
  package var outputShape: [Int]
  /// `64 × 3 × 3 × 3 + 64 = 1792`
  package var parameterFormula = ""
  /// `(32 − 3) / 1 + 1 = 30`
  package var shapeFormula = ""
  /// What the layer computes, in words and symbols.
  package var explanation = ""
  /// In Keras's order.
  package var parameters: [ParameterDescription] = []
  /// What is computed, in order: a layer with an activation has two.
  package var operations: [LayerOperation]

  package init(type: String, baseName: String, name: String?, outputShape: [Int], operations: [LayerOperation]) {
    self.type = type
    self.baseName = baseName
    givenName = name
    self.outputShape = outputShape
    self.operations = operations
  }
}

/// One parameter tensor of a layer.
package struct ParameterDescription: Sendable {
  /// `kernel`, `bias`, `gamma`, …
  package var name: String
  package var shape: [Int]
  package var initializer: Initializer
  package var fanIn = 1
  package var fanOut = 1
  package var regularizer: Regularizer?
  /// Whether training moves it along a gradient (moving statistics are not).
  package var isTrainable = true

  package var count: Int { shape.reduce(1, *) }
}
