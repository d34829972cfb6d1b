/// How a model does on each class of a data set, with images of every class.
public struct ClassSections: Codable, Sendable, Equatable {
  /// The images of one class.
  public struct Section: Codable, Sendable, Equatable {
    /// The first examples of the class as the data set has them, recognised or not.
    public var examples: [ClassifiedImage]
    /// Recognised examples, the surest first.
    public var hits: [ClassifiedImage]
    /// Examples taken for another class, the surest first.
    public var misses: [ClassifiedImage]
    /// What a layer makes of a typical example; `nil` where the model has no such layer or no example is recognised.
    public var maps: ImageGrid?

    /// Puts the parts together.
    public init(
      examples: [ClassifiedImage], hits: [ClassifiedImage], misses: [ClassifiedImage], maps: ImageGrid? = nil
    ) {
      self.examples = examples
      self.hits = hits
      self.misses = misses
      self.maps = maps
    }
  }

  /// Counts and measures of all classes.
  public var matrix: ConfusionMatrixOutput
  /// One for each class of the matrix.
  public var sections: [Section]

  /// Puts the parts together.
  public init(matrix: ConfusionMatrixOutput, sections: [Section]) {
    self.matrix = matrix
    self.sections = sections
  }
}

/// An image with what a model says of it.
public struct ClassifiedImage: Codable, Sendable, Equatable {
  /// The image.
  public var image: FigureImage
  /// Index of the true class.
  public var label: Int
  /// Index of the predicted class.
  public var prediction: Int
  /// What the model gives the predicted class, in 0...1; `nil` where its output is no probability.
  public var confidence: Double?

  /// Puts the parts together.
  public init(image: FigureImage, label: Int, prediction: Int, confidence: Double?) {
    self.image = image
    self.label = label
    self.prediction = prediction
    self.confidence = confidence
  }
}
