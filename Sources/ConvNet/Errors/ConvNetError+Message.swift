import Foundation

extension ConvNetError: LocalizedError, CustomStringConvertible {
  /// The error as a sentence, for `localizedDescription`.
  public var errorDescription: String? { message }
  /// The error as a sentence.
  public var description: String { message }

  /// The error as a sentence: where, what, and the way out.
  public var message: String {
    switch self {
    case .invalidShape(let shape) where shape.count > Tensor.largestRank:
      "A tensor has at most \(Tensor.largestRank) axes, and \(shape.count) were given."
    case .invalidShape(let shape):
      "\(shape) is no shape: every length must be 0 or more, and their product a number that fits into memory."
    case .valueCount(let shape, let count):
      "A tensor of shape \(shape) has \(Tensor.count(of: shape).map(String.init) ?? "?") values, but \(count) were given."
    case .raggedRows(let axis):
      "The nested arrays differ in length on axis \(axis): every row of a tensor has the same number of values."
    case .needsAxes(let count, let shape):
      "This needs a tensor of at least \(count) axes; the shape is \(shape)."
    case .shapesDiffer(let first, let second):
      "The shapes \(first) and \(second) differ; they must be the same here."
    case .indexCount(let count, let shape):
      "A tensor of shape \(shape) takes \(shape.count) \(shape.count == 1 ? "index" : "indices"), but \(count) were given."
    case .indexOutside(let indices, let shape):
      "The index \(indices.map(String.init).joined(separator: ", ")) lies outside a tensor of shape \(shape)."
    case .rangeOutside(let range, let shape):
      "The range \(range) lies outside the first axis of a tensor of shape \(shape)."
    case .kernelMismatch(let input, let kernel):
      """
      A kernel of shape \(kernel) does not go over an input of shape \(input). Possible are [n] with [k], \
      [n, channels] with [k, in, out], [height, width] with [kh, kw], and [height, width, channels] with \
      [kh, kw], [kh, kw, in] or [kh, kw, in, out], where in equals channels.
      """
    case .kernelTooLarge(let input, let kernel):
      "A kernel of shape \(kernel) does not fit once into an input of shape \(input); use padding: .same or a smaller kernel."
    case .biasCount(let expected, let actual):
      "There are \(expected) output channels but \(actual) biases; give one bias a channel."
    case .notPositive(let name, let value):
      "\(name) is \(value); it must be 1 or more."
    case .layer(let index, let type, let input, let problem):
      "Layer \(index) (\(type)) gets an input of shape \(input): \(problem.message)"
    case .emptyModel:
      "The model has no layers; put at least one between the braces."
    case .invalidInputShape(let shape):
      """
      \(shape) is no input shape: give the lengths of one example, each 1 or more, such as [28, 28, 1] for an image \
      or [4] for four features.
      """
    case .noLayer(let index, let count):
      "The model has no layer \(index): its \(count) layers are counted from 0 to \(count - 1)."
    case .noLayerNamed(let name, let nearest):
      "The model has no layer called \"\(name)\"\(Self.suggestion(nearest))"
    case .inputShape(let expected, let actual):
      """
      The model takes examples of shape \(expected), a batch of them as [batch, \(Self.list(expected))]; \
      these have the shape \(actual)\(Self.isReordered(expected, actual.suffix(expected.count)) ? "; channels come last." : ".")
      """
    case .weightCount(nil, let expected, let actual):
      """
      There are \(Self.count(expected, "weight tensor")), but \(Self.count(actual, "tensor")) came; model.weightNames and model.weights \
      show them in order.
      """
    case .weightCount(let layer?, let expected, let actual):
      """
      Layer \(layer) has \(Self.count(expected, "weight tensor")), but \(Self.count(actual, "tensor")) came; \
      model.weights(ofLayer: \(layer)) shows them in order.
      """
    case .weightShape(let name, let expected, let actual):
      """
      The weights of \(name) have the shape \(expected), but a tensor of shape \(actual) was given\
      \(Self.isReordered(expected, actual) ? "; \(Self.kernelOrder(axes: expected.count))." : ".")
      """
    case .emptyData(let what):
      "There are no \(what): give at least one."
    case .argument(let name, let value, let rule):
      "\(name) is \(value); it must be \(rule)."
    case .labelCount(let examples, let labels):
      "There are \(Self.count(examples, "example")) but \(Self.count(labels, "label")); give one label an example."
    case .targetCount(let examples, let targets):
      """
      There are \(Self.count(examples, "example")) but targets for \(targets); give each example its numbers: [examples] or \
      [examples, outputs].
      """
    case .labelOutside(let label, let example, let classes):
      """
      Example \(example) has the label \(label), but the model's last layer has \(Self.count(classes, "output")), so labels go from 0 to \
      \(max(classes, 2) - 1); correct the label or change the number of units of the last layer.
      """
    case .targetShape(let expected, let actual):
      "The model's output has the shape [batch, \(Self.list(expected))], but the targets have the shape \(actual)."
    case .lossMismatch(let loss, let reason):
      "The loss \(loss) does not go with this model: \(reason)"
    case .notFiniteInput(let example):
      "Example \(example) holds a value that is NaN or infinite; correct or remove it before training."
    case .notFiniteTarget(let example):
      "The target of example \(example) is NaN or infinite; correct or remove it before training."
    case .lossNotFinite(let epoch, let batch):
      """
      The loss became NaN or infinite in epoch \(epoch), batch \(batch), and training stopped. Try a smaller learning rate, \
      or clip gradients (clipNorm: 1); features should be scaled to about -1...1.
      """
    case .needsClasses(let what):
      """
      \(what) needs one class for each example: give labels instead of rows of numbers, to a model with an output for each class.
      """
    case .file(let path, let problem):
      "\(path): \(problem.message)"
    }
  }

  /// `1 label`, `2 labels`.
  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// Whether a shape has the wanted lengths on other axes.
  private static func isReordered(_ expected: [Int], _ actual: some Collection<Int>) -> Bool {
    Array(actual) != expected && actual.sorted() == expected.sorted()
  }

  private static func kernelOrder(axes: Int) -> String {
    switch axes {
    case 4: "the order of a kernel is [height, width, in, out]"
    case 3: "the order of a kernel of one axis is [size, in, out]"
    default: "the order of a dense layer's kernel is [in, out]"
    }
  }

  private static func list(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: ", ") }

  /// The end of a sentence about a name that is not there.
  static func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean \"\($0)\"?" } ?? "."
  }
}

extension LayerProblem {
  /// The problem as the end of a sentence, with the way out.
  var message: String {
    switch self {
    case .needsInput(let axes, let hint): "it needs an input \(axes). \(hint)"
    case .needsFlatInput: "Dense needs a flat input; put Flatten() before it."
    case .windowTooLarge(let window, let hint):
      "a window of \(window.map(String.init).joined(separator: "×")) does not fit into it once. \(hint)"
    case .notPositive(let name, let value): "\(name) is \(value); it must be 1 or more."
    case .outOfRange(let name, let value, let range): "\(name) is \(value); it must be \(range)."
    case .groups(let groups, let channels, let filters):
      "\(groups) groups must divide both the \(channels) channels of the input and the \(filters) filters."
    case .stridesWithDilation: "strides and dilationRate cannot both be more than 1; leave one of them at 1."
    case .reshape(let target):
      """
      the target shape \(target) has another number of values; one length may be -1, and the others must divide \
      the number of values of the input.
      """
    case .tooLarge: "it would have more values than memory can hold; use fewer filters or units, or pool before it."
    case .duplicateName(let name):
      "the name \"\(name)\" is taken by an earlier layer; give each layer a name of its own."
    }
  }
}

extension FileProblem {
  /// The problem as a sentence.
  var message: String {
    switch self {
    case .missing: "there is no such file; a relative path starts at the lesson's folder."
    case .unreadable(let reason): "the file cannot be read (\(reason))."
    case .unwritable(let reason): "the file cannot be written (\(reason))."
    case .notA(let format): "this is not a \(format) file."
    case .truncated(let expected, let actual):
      "the file is cut short: \(expected) bytes were expected and \(actual) are there; copy it again."
    case .badHeader(let reason): "the header is damaged (\(reason))."
    case .unsupportedType(let found, let supported):
      "the numbers are of the type \(found); \(supported) can be read. In NumPy: array.astype(\"float32\"), in PyTorch: tensor.float()."
    case .missingTensor(let name, let nearest?, _):
      "it holds no tensor \"\(name)\" for this model\(ConvNetError.suggestion(nearest))"
    case .missingTensor(let name, nil, let names):
      """
      it holds no tensor "\(name)" for this model\(names.isEmpty ? "" : ", but \(Self.few(names))"); \
      the names that it needs stand in model.weightNames.
      """
    case .unknownTensors(let names):
      "it holds tensors that this model has no place for: \(Self.few(names))."
    }
  }

  /// The first names, and how many more there are.
  private static func few(_ names: [String]) -> String {
    let shown = names.prefix(3).map { "\"\($0)\"" }
    return names.count <= 3
      ? shown.joined(separator: ", ") : "\(shown.joined(separator: ", ")) and \(names.count - 3) more"
  }
}
