import ConvNet

extension Images {
  /// The images of (part of) a data set, with the names of their classes.
  ///
  /// - Throws: `FigureError` where there are none, or they are no images.
  public init(_ examples: LabeledImages, columns: Int? = nil) throws {
    let names = examples.classNames
    try self.init(
      (0..<examples.count).map { examples.images[$0] }, titles: examples.labels.map { names[$0] }, columns: columns)
  }
}
