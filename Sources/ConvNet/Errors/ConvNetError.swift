import Foundation

/// What an author of a lesson, or a file, can get wrong; ``message`` says it as a sentence.
public enum ConvNetError: Error, Sendable, Equatable {
  // Tensors
  /// A shape with a negative length, or too large to count.
  case invalidShape([Int])
  /// Another number of values than the shape asks for.
  case valueCount(shape: [Int], count: Int)
  /// Nested arrays of different lengths.
  case raggedRows(axis: Int)
  /// An operation that needs more axes.
  case needsAxes(Int, shape: [Int])
  /// Two tensors that should have one shape.
  case shapesDiffer([Int], [Int])
  /// A subscript with too few or too many indices.
  case indexCount(Int, shape: [Int])
  /// A subscript outside the tensor.
  case indexOutside([Int], shape: [Int])
  /// A range outside the first axis.
  case rangeOutside(Range<Int>, shape: [Int])

  // Correlation
  /// Input and kernel whose shapes do not go together.
  case kernelMismatch(input: [Int], kernel: [Int])
  /// A kernel that does not fit into the input once.
  case kernelTooLarge(input: [Int], kernel: [Int])
  /// Another number of biases than output channels.
  case biasCount(expected: Int, actual: Int)
  /// A size, count or rate that must be at least one.
  case notPositive(name: String, value: Int)

  // Models
  /// A layer that cannot follow the one before it; `index` counts layers from 0.
  case layer(index: Int, type: String, input: [Int], problem: LayerProblem)
  /// A model without layers.
  case emptyModel
  /// An input shape with no axes or a length below one.
  case invalidInputShape([Int])
  /// A layer asked for by an index that the model does not have.
  case noLayer(index: Int, count: Int)
  /// A layer asked for by a name that the model does not have.
  case noLayerNamed(String, nearest: String?)
  /// Inputs whose shape is not the model's.
  case inputShape(expected: [Int], actual: [Int])
  /// Another number of weight tensors than the model has, or the layer of an index.
  case weightCount(layer: Int?, expected: Int, actual: Int)
  /// A weight tensor of another shape than its place in the model.
  case weightShape(name: String, expected: [Int], actual: [Int])

  // Training
  /// No examples.
  case emptyData(what: String)
  /// A number outside what an argument may be.
  case argument(name: String, value: String, rule: String)
  /// Another number of labels than examples.
  case labelCount(examples: Int, labels: Int)
  /// Another number of targets than examples.
  case targetCount(examples: Int, targets: Int)
  /// A label that is no class of the model.
  case labelOutside(label: Int, example: Int, classes: Int)
  /// Targets whose shape is not that of the model's output.
  case targetShape(expected: [Int], actual: [Int])
  /// A loss that does not go with the last layer or the labels.
  case lossMismatch(loss: String, reason: String)
  /// An input that is NaN or infinite.
  case notFiniteInput(example: Int)
  /// A target that is NaN or infinite.
  case notFiniteTarget(example: Int)
  /// Training whose loss is no number any more.
  case lossNotFinite(epoch: Int, batch: Int)
  /// Something that needs class labels asked of a model that has none.
  case needsClasses(what: String)

  // Files
  /// A file that cannot be read or written, or does not hold what it should.
  case file(path: String, problem: FileProblem)
}

/// Why a layer cannot stand where it stands.
public enum LayerProblem: Error, Sendable, Equatable {
  /// A layer that works on other axes: `axes` names them.
  case needsInput(axes: String, hint: String)
  /// Dense after an image.
  case needsFlatInput
  /// A window larger than the image.
  case windowTooLarge(window: [Int], hint: String)
  /// An argument that must be at least one.
  case notPositive(name: String, value: Int)
  /// A number outside its range.
  case outOfRange(name: String, value: Double, range: String)
  /// Channels or filters that the groups do not divide.
  case groups(Int, channels: Int, filters: Int)
  /// Strides and dilation that TensorFlow does not combine either.
  case stridesWithDilation
  /// A target shape of another size.
  case reshape(target: [Int])
  /// More parameters than an array can hold.
  case tooLarge
  /// A name that another layer has already.
  case duplicateName(String)
}

/// What is wrong with a file.
public enum FileProblem: Error, Sendable, Equatable {
  /// No such file.
  case missing
  /// A file that cannot be read, and why.
  case unreadable(String)
  /// A file that cannot be written, and why.
  case unwritable(String)
  /// Another format than expected: `expected` names it.
  case notA(format: String)
  /// The file ends before its contents do.
  case truncated(expected: Int, actual: Int)
  /// A header that says what cannot be.
  case badHeader(String)
  /// Numbers of a kind that is not read here.
  case unsupportedType(found: String, supported: String)
  /// A tensor that the file lacks; `nearest` is the most similar name of those it `holds`.
  case missingTensor(name: String, nearest: String?, holds: [String])
  /// Tensors that the model has no place for.
  case unknownTensors([String])
}
