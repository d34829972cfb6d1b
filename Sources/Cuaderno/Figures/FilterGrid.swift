import ConvNet
import LessonEvents

/// The kernels of a convolutional layer: a grid with one tile a filter, all on one scale from blue (negative) over white
/// (zero) to red (positive); kernels over three channels are drawn as colours.
public struct FilterGrid: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// Takes the kernels out of the model.
  ///
  /// - Parameters:
  ///   - model: the model that the layer belongs to.
  ///   - layer: index of the layer, counted from 0.
  ///   - channel: the input channel whose part of each kernel is drawn; `nil` draws the whole of kernels over one or
  ///     three channels, and the first channel of others.
  ///   - columns: tiles a row; the report chooses where there is none.
  /// - Throws: `FigureError` where there is no such layer or channel, or the layer has no kernels.
  public init(of model: Sequential, layer: Int, channel: Int? = nil, columns: Int? = nil) throws {
    let described = try model.summary.layer(layer)
    guard let kernel = try model.weights(ofLayer: layer).first(where: { $0.rank == 4 }) else {
      throw FigureError.noKernels(layer: described.name, index: layer)
    }
    let channels = kernel.shape[2]
    let chosen = channel ?? ([1, 3].contains(channels) ? nil : 0)
    if let chosen, !(0..<channels).contains(chosen) {
      throw FigureError.channelOutside(index: chosen, channels: channels)
    }
    guard kernel.isFinite else { throw FigureError.notFinite(what: "the kernels of \(described.name)") }
    let tiles = try (0..<kernel.shape[3]).map { filter in
      let whole = kernel.channel(filter)
      return try FigureImage(chosen.map(whole.channel) ?? whole, what: "a kernel", title: "\(filter)")
    }
    content = .images(
      ImageGrid(kind: .filters, tiles: tiles, columns: columns, scale: .shared, layer: described.name))
  }
}
