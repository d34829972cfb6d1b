import KernelInterface
import Names

/// A model of layers one after another, as Keras's `Sequential`.
///
/// Examples are channels last: an image is `[height, width, channels]`, features are `[count]`. Two models with the same
/// layers and the same seed begin with the same weights and, trained alike, keep identical bits.
public final class Sequential {
  /// Shape of one example, without the batch.
  public let inputShape: [Int]
  /// Shape of one output, without the batch.
  public let outputShape: [Int]
  /// What all randomness of the model follows from.
  public let seed: Int

  /// The layers as they were written.
  let definition: [any Layer]
  let layers: [BuiltLayer]
  /// Every trainable parameter, in Keras's order.
  package let parameters: LargeBuffer
  /// Moving means and variances.
  package let state: LargeBuffer
  /// What the layers compute.
  package let operations: [Operation]
  /// Where training stands: it goes on from here.
  var training = TrainingState()

  /// Builds a model from the layers between the braces and gives its weights their first values.
  ///
  /// - Parameters:
  ///   - input: Shape of one example: `[height, width, channels]`, or `[features]`.
  ///   - seed: What initial weights, shuffling and dropout follow from.
  ///   - layers: The layers in order; `if`, `switch` and `for` may stand among them.
  /// - Throws: ``ConvNetError/layer(index:type:input:problem:)`` where a layer cannot follow the one before it.
  public convenience init(
    input: [Int], seed: Int = 0, @LayerBuilder layers: () throws -> [any Layer]
  ) throws {
    try self.init(input: input, seed: seed, layers: try layers())
  }

  /// Builds a model from an array of layers.
  ///
  /// - Throws: ``ConvNetError/layer(index:type:input:problem:)`` where a layer cannot follow the one before it.
  public init(input: [Int], seed: Int = 0, layers: [any Layer]) throws {
    let built = try BuiltLayer.build(layers, input: input)
    definition = layers
    self.layers = built
    self.seed = seed
    inputShape = input
    outputShape = built[built.count - 1].description.outputShape
    let slots = built.flatMap(\.slots)
    parameters = LargeBuffer(count: slots.reduce(0) { $0 + ($1.isTrainable ? $1.count : 0) })
    state = LargeBuffer(count: slots.reduce(0) { $0 + ($1.isTrainable ? 0 : $1.count) })
    operations = BuiltLayer.operations(built, seed: UInt64(bitPattern: Int64(seed)))
    initialise()
  }

  /// Number of all parameters, moving averages included, as Keras counts them.
  public var parameterCount: Int { parameters.count + state.count }

  /// Names of the layers, in order: `conv2d_1`, `flatten_1`, …
  public var layerNames: [String] { layers.map(\.name) }

  private func initialise() {
    var index = 0
    for layer in layers {
      for (slot, parameter) in zip(layer.slots, layer.description.parameters) {
        let values = parameter.initializer.values(
          count: slot.count, fanIn: parameter.fanIn, fanOut: parameter.fanOut,
          seed: UInt64(bitPattern: Int64(seed)), stream: RandomStream.initialisation(index))
        pointer(to: slot).update(from: values, count: slot.count)
        index += 1
      }
    }
  }

  /// The first number of a parameter tensor.
  func pointer(to slot: ParameterSlot) -> Writing {
    (slot.isTrainable ? parameters : state).pointer + slot.offset
  }

  /// Index of a layer by its name.
  ///
  /// - Throws: ``ConvNetError/noLayerNamed(_:nearest:)`` with the most similar name.
  public func index(of layer: String) throws -> Int {
    guard let index = layers.firstIndex(where: { $0.name == layer }) else {
      throw ConvNetError.noLayerNamed(layer, nearest: nearestName(to: layer, among: layerNames))
    }
    return index
  }

  /// Checks the index of a layer.
  func layer(_ index: Int) throws -> BuiltLayer {
    guard layers.indices.contains(index) else { throw ConvNetError.noLayer(index: index, count: layers.count) }
    return layers[index]
  }
}
