import ConvNet
import LessonEvents

/// What a layer makes of one image: a grid with one tile a filter. Each tile goes from its own least to its own greatest
/// value, or all of them share one scale; the caption says which.
public struct ActivationMaps: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// Runs the model on the image.
  ///
  /// - Parameters:
  ///   - model: the model that the layer belongs to.
  ///   - layer: index of the layer, counted from 0; its output must be `[height, width, channels]`.
  ///   - image: one image of the model's input shape.
  ///   - columns: tiles a row; the report chooses where there is none.
  ///   - scale: `.perTile`, or `.shared` to compare the tiles by their brightness.
  /// - Throws: `FigureError` where there is no such layer or it gives no maps, `ConvNetError` for an image of another
  ///   shape.
  public init(
    of model: Sequential, layer: Int, image: Tensor, columns: Int? = nil, scale: ImageGrid.Scale = .perTile
  ) throws {
    content = .images(try ImageGrid(mapsOf: model, layer: layer, image: image, columns: columns, scale: scale))
  }
}

extension ImageGrid {
  /// The maps of a layer for one image, beside the image.
  init(mapsOf model: Sequential, layer: Int, image: Tensor, columns: Int? = nil, scale: Scale = .perTile) throws {
    let described = try model.summary.layer(layer)
    guard described.outputShape.count == 3 else {
      throw FigureError.noMaps(layer: described.name, index: layer, outputShape: described.outputShape)
    }
    let maps = try model.activations(for: image)[layer]
    guard maps.isFinite else { throw FigureError.notFinite(what: "the activations of \(described.name)") }
    let tiles = try (0..<described.outputShape[2]).map {
      try FigureImage(maps.channel($0), what: "an activation map", title: "\($0)")
    }
    self.init(
      kind: .activationMaps, tiles: tiles, input: try FigureImage(image, what: "the image"), columns: columns,
      scale: scale, layer: described.name)
  }
}
