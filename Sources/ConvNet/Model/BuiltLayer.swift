/// A layer in its place in a model: named, with its parameters' places.
struct BuiltLayer: Sendable {
  /// `conv2d_1`
  var name: String
  /// Without the batch.
  var inputShape: [Int]
  var description: LayerDescription
  var slots: [ParameterSlot]

  var parameterCount: Int { slots.reduce(0) { $0 + $1.count } }
}

/// Where one parameter tensor lies.
struct ParameterSlot: Sendable {
  /// `conv2d_1.kernel`
  var name: String
  var shape: [Int]
  /// Whether it lies among the trained parameters, or in the state (moving averages).
  var isTrainable: Bool
  /// Of its first number in the buffer of parameters or of state.
  var offset: Int
  var regularizer: Regularizer?

  var count: Int { shape.reduce(1, *) }
  var range: Range<Int> { offset..<offset + count }
}

extension BuiltLayer {
  /// Puts layers behind one another and checks each against the output of the one before it.
  ///
  /// - Throws: ``ConvNetError/layer(index:type:input:problem:)`` for the first that cannot stand where it stands.
  static func build(_ layers: [any Layer], input: [Int]) throws(ConvNetError) -> [BuiltLayer] {
    guard !layers.isEmpty else { throw .emptyModel }
    guard !input.isEmpty, input.allSatisfy({ $0 > 0 }), let count = Tensor.count(of: input), count < Int(Int32.max)
    else { throw .invalidInputShape(input) }
    var built: [BuiltLayer] = []
    var shape = input
    var (parameters, state) = (0, 0)
    var numbers: [String: Int] = [:]
    for (index, layer) in layers.enumerated() {
      let description: LayerDescription
      do {
        description = try layer.describe(input: shape)
        try description.checkNumbers()
      } catch {
        throw .layer(index: index, type: String(describing: type(of: layer)), input: shape, problem: error)
      }
      numbers[description.baseName, default: 0] += 1
      let name = description.givenName ?? "\(description.baseName)_\(numbers[description.baseName, default: 1])"
      guard !built.contains(where: { $0.name == name }) else {
        throw .layer(index: index, type: description.type, input: shape, problem: .duplicateName(name))
      }
      var slots: [ParameterSlot] = []
      for parameter in description.parameters {
        slots.append(
          ParameterSlot(
            name: "\(name).\(parameter.name)", shape: parameter.shape, isTrainable: parameter.isTrainable,
            offset: parameter.isTrainable ? parameters : state, regularizer: parameter.regularizer))
        if parameter.isTrainable { parameters += parameter.count } else { state += parameter.count }
      }
      guard parameters + state < Int(Int32.max) else {
        throw .layer(index: index, type: description.type, input: shape, problem: .tooLarge)
      }
      built.append(BuiltLayer(name: name, inputShape: shape, description: description, slots: slots))
      shape = description.outputShape
    }
    return built
  }

  /// What the layers compute, in order, for execution.
  static func operations(_ layers: [BuiltLayer], seed: UInt64) -> [Operation] {
    var operations: [Operation] = []
    for (index, layer) in layers.enumerated() {
      var slots = layer.slots[...]
      for (place, operation) in layer.description.operations.enumerated() {
        // Only the activation after a layer's own operation sees another shape than the layer's input.
        let shape = place == 0 ? layer.inputShape : layer.description.outputShape
        operations.append(
          operation.operation(
            layer: index, input: shape, slots: Array(slots.prefix(operation.parameterCount)), seed: seed,
            stream: RandomStream.dropout(layer: index)))
        slots = slots.dropFirst(operation.parameterCount)
      }
    }
    return operations
  }
}
