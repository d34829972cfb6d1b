/// What a model is trained on or judged by: examples with a class or with numbers to predict.
public protocol TrainingData: Sendable {
  /// The examples with their labels or targets.
  var examples: Examples { get }
}

/// Examples with their labels or targets, from tensors: features of a table, or images.
public struct Examples: TrainingData {
  /// What is to be predicted.
  enum Targets: Sendable {
    /// A class an example.
    case classes([Int])
    /// Numbers, `[examples, …]`.
    case values(Tensor)
  }

  let source: any ExampleSource
  let targets: Targets
  /// Names of the classes; empty where there are none.
  let classNames: [String]
  /// Name of the data set.
  let name: String
  /// Whether numbers computed from it may be held against a slide's.
  let isComparable: Bool

  /// These examples.
  public var examples: Examples { self }
  /// Number of examples.
  public var count: Int { source.count }

  init(
    source: any ExampleSource, targets: Targets, classNames: [String] = [], name: String = "", isComparable: Bool = true
  ) {
    self.source = source
    self.targets = targets
    self.classNames = classNames
    self.name = name
    self.isComparable = isComparable
  }

  /// Examples `[examples, …]`, each with its class; for a binary classifier the classes are 0 and 1.
  ///
  /// - Throws: ``ConvNetError/labelCount(examples:labels:)``, ``ConvNetError/emptyData(what:)``,
  ///   ``ConvNetError/needsAxes(_:shape:)`` where the tensor is no batch.
  public init(features: Tensor, labels: [Int], classNames: [String] = [], name: String = "") throws {
    let source = try Self.source(features)
    guard labels.count == source.count else {
      throw ConvNetError.labelCount(examples: source.count, labels: labels.count)
    }
    self.init(source: source, targets: .classes(labels), classNames: classNames, name: name)
  }

  /// Examples `[examples, …]`, each with the numbers to predict: `[examples]` or `[examples, outputs]`.
  ///
  /// - Throws: ``ConvNetError/targetCount(examples:targets:)``, ``ConvNetError/emptyData(what:)``,
  ///   ``ConvNetError/needsAxes(_:shape:)`` where the tensor is no batch.
  public init(features: Tensor, targets: Tensor, name: String = "") throws {
    let source = try Self.source(features)
    guard targets.shape.first == source.count else {
      throw ConvNetError.targetCount(examples: source.count, targets: targets.shape.first ?? 1)
    }
    self.init(source: source, targets: .values(targets), name: name)
  }

  private static func source(_ features: Tensor) throws -> TensorSource {
    guard features.rank >= 2 else { throw ConvNetError.needsAxes(2, shape: features.shape) }
    guard features.count > 0 else { throw ConvNetError.emptyData(what: "examples") }
    return TensorSource(tensor: features)
  }
}
