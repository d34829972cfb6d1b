import ConvNet

extension ModelSummary {
  /// The layer of an index, counted from 0.
  func layer(_ index: Int) throws -> Layer {
    guard layers.indices.contains(index) else {
      throw FigureError.layerOutside(index: index, layers: layers.map(\.name))
    }
    return layers[index]
  }
}
