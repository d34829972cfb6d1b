import Foundation

/// A figure as data; the report draws it.
public struct FigureOutput: Codable, Sendable, Equatable {
  /// What the figure shows.
  public enum Content: Codable, Sendable, Equatable {
    /// Images in a grid: feature maps, filters, a gallery.
    case images(ImageGrid)
    /// An image beside what kernels make of it.
    case filtered(FilteredImages)
    /// A convolution worked out by hand, position by position.
    case walkthrough(ConvolutionWalkthrough)
    /// Areas of a classifier over two features.
    case decisionBoundary(DecisionBoundary)
    /// Points and a fitted line over one feature.
    case regression(RegressionPlot)
    /// Volumes of a network from input to output.
    case architecture(SummaryOutput)
    /// Each class of an evaluation with its images.
    case classes(ClassSections)
  }

  /// What the figure shows.
  public var content: Content

  /// The figure that shows it.
  public init(_ content: Content) { self.content = content }
}

/// An image of floats: 0 is black and 1 is white unless a figure says that it normalises.
public struct FigureImage: Codable, Sendable, Equatable {
  /// Rows.
  public var height: Int
  /// Columns.
  public var width: Int
  /// 1 (grey) or 3 (red, green, blue).
  public var channels: Int
  /// `[height, width, channels]`, 32-bit floats, little-endian.
  public var pixels: Data
  /// A line above the image; empty for none.
  public var title: String
  /// A line below the title; empty for none.
  public var note: String

  /// Puts the parts together.
  public init(height: Int, width: Int, channels: Int, values: [Float], title: String = "", note: String = "") {
    precondition(values.count == height * width * channels)
    self.height = height
    self.width = width
    self.channels = channels
    self.pixels = values.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
    self.title = title
    self.note = note
  }

  /// The pixels as floats, `[height, width, channels]`.
  public var values: [Float] {
    pixels.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
      }
    }
  }
}

/// Images of one size in a grid.
public struct ImageGrid: Codable, Sendable, Equatable {
  /// How floats become grey.
  public enum Scale: String, Codable, Sendable {
    /// 0 is black, 1 is white.
    case unit
    /// Each tile from its own minimum to its own maximum.
    case perTile
    /// All tiles from the least to the greatest value of all.
    case shared
  }
  /// What the tiles are; the report words its caption and alternative text by it.
  public enum Kind: String, Codable, Sendable {
    /// What a layer makes of an image, a tile a filter.
    case activationMaps
    /// The weights of a layer.
    case filters
    /// Pictures, such as those of a data set.
    case images
    /// Pictures that a model took for something else.
    case misclassified
  }

  /// What the tiles are.
  public var kind: Kind
  /// The images, row by row.
  public var tiles: [FigureImage]
  /// Shown beside the grid: the input of activation maps.
  public var input: FigureImage?
  /// Tiles a row; `nil` lets the report choose.
  public var columns: Int?
  /// How floats become grey.
  public var scale: Scale
  /// The layer that made the tiles, by its Keras name.
  public var layer: String?

  /// Puts the parts together.
  public init(
    kind: Kind, tiles: [FigureImage], input: FigureImage? = nil, columns: Int? = nil, scale: Scale,
    layer: String? = nil
  ) {
    self.kind = kind
    self.tiles = tiles
    self.input = input
    self.columns = columns
    self.scale = scale
    self.layer = layer
  }
}

/// An image and what kernels make of it, side by side.
public struct FilteredImages: Codable, Sendable, Equatable {
  /// One filter's result.
  public struct Result: Codable, Sendable, Equatable {
    /// What the filter made of the original.
    public var image: FigureImage
    /// Rows of the kernel, printed under the result; empty for none.
    public var kernel: [[Float]]

    /// Puts the parts together.
    public init(image: FigureImage, kernel: [[Float]]) {
      self.image = image
      self.kernel = kernel
    }
  }

  /// The image that goes in.
  public var original: FigureImage
  /// One for each filter.
  public var results: [Result]

  /// Puts the parts together.
  public init(original: FigureImage, results: [Result]) {
    self.original = original
    self.results = results
  }
}

/// A convolution worked out by hand.
public struct ConvolutionWalkthrough: Codable, Sendable, Equatable {
  /// `input[channel][row][column]`, padding included.
  public var input: [[[Float]]]
  /// Rows and columns of zeros that were put around the image: (top, bottom, left, right).
  public var padding: [Int]
  /// `kernel[channel][row][column]`
  public var kernel: [[[Float]]]
  /// Added to every sum.
  public var bias: Float
  /// `(rows, columns)`
  public var stride: [Int]
  /// `output[row][column]`
  public var output: [[Float]]
  /// Positions of the output that are worked out, each (row, column).
  public var positions: [[Int]]

  /// Puts the parts together.
  public init(
    input: [[[Float]]], padding: [Int], kernel: [[[Float]]], bias: Float, stride: [Int], output: [[Float]],
    positions: [[Int]]
  ) {
    self.input = input
    self.padding = padding
    self.kernel = kernel
    self.bias = bias
    self.stride = stride
    self.output = output
    self.positions = positions
  }
}

/// Areas of a classifier over two features, with the data.
public struct DecisionBoundary: Codable, Sendable, Equatable {
  /// One example.
  public struct Point: Codable, Sendable, Equatable {
    /// First feature.
    public var x: Double
    /// Second feature.
    public var y: Double
    /// Index of its class.
    public var label: Int

    /// Puts the parts together.
    public init(x: Double, y: Double, label: Int) {
      self.x = x
      self.y = y
      self.label = label
    }
  }

  /// Names of the two features.
  public var featureNames: [String]
  /// Names of the classes, by their index.
  public var classNames: [String]
  /// Minimum and maximum of the first and of the second feature.
  public var xRange: [Double]
  /// Minimum and maximum of the second feature.
  public var yRange: [Double]
  /// `scores[row][column]`: index of the predicted class on a grid; row 0 is the least second feature.
  public var areas: [[Int]]
  /// The examples.
  public var points: [Point]

  /// Puts the parts together.
  public init(
    featureNames: [String], classNames: [String], xRange: [Double], yRange: [Double], areas: [[Int]], points: [Point]
  ) {
    self.featureNames = featureNames
    self.classNames = classNames
    self.xRange = xRange
    self.yRange = yRange
    self.areas = areas
    self.points = points
  }
}

/// Points over one feature and the line fitted to them.
public struct RegressionPlot: Codable, Sendable, Equatable {
  /// Name of the feature, for the horizontal axis.
  public var featureName: String
  /// Name of what is predicted, for the vertical axis.
  public var targetName: String
  /// `(x, y)` of each example.
  public var points: [[Double]]
  /// `(x, y)` along the fitted curve.
  public var line: [[Double]]

  /// Puts the parts together.
  public init(featureName: String, targetName: String, points: [[Double]], line: [[Double]]) {
    self.featureName = featureName
    self.targetName = targetName
    self.points = points
    self.line = line
  }
}
