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

  public var content: Content
  /// The author's caption and alternative text; the options of the cell apply where these are `nil`.
  public var caption: String?
  public var alt: String?

  public init(_ content: Content, caption: String? = nil, alt: String? = nil) {
    self.content = content
    self.caption = caption
    self.alt = alt
  }
}

/// An image of floats: 0 is black and 1 is white unless a figure says that it normalises.
public struct FigureImage: Codable, Sendable, Equatable {
  public var height: Int
  public var width: Int
  /// 1 (grey) or 3 (red, green, blue).
  public var channels: Int
  /// `[height, width, channels]`, 32-bit floats, little-endian.
  public var pixels: Data
  public var title: String
  /// A line below the title; empty for none.
  public var note: String

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
    case activationMaps, filters, images, misclassified
  }

  public var kind: Kind
  public var tiles: [FigureImage]
  /// Shown beside the grid: the input of activation maps.
  public var input: FigureImage?
  /// Tiles a row; `nil` lets the report choose.
  public var columns: Int?
  public var scale: Scale
  /// The layer that made the tiles, by its Keras name.
  public var layer: String?

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
    public var image: FigureImage
    /// Rows of the kernel, printed under the result; empty for none.
    public var kernel: [[Float]]

    public init(image: FigureImage, kernel: [[Float]]) {
      self.image = image
      self.kernel = kernel
    }
  }

  public var original: FigureImage
  public var results: [Result]

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
  public var bias: Float
  /// `(rows, columns)`
  public var stride: [Int]
  /// `output[row][column]`
  public var output: [[Float]]
  /// Positions of the output that are worked out, each (row, column).
  public var positions: [[Int]]

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
    public var x: Double
    public var y: Double
    public var label: Int

    public init(x: Double, y: Double, label: Int) {
      self.x = x
      self.y = y
      self.label = label
    }
  }

  public var featureNames: [String]
  public var classNames: [String]
  /// Minimum and maximum of the first and of the second feature.
  public var xRange: [Double]
  public var yRange: [Double]
  /// `scores[row][column]`: index of the predicted class on a grid; row 0 is the least second feature.
  public var areas: [[Int]]
  public var points: [Point]

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
  public var featureName: String
  public var targetName: String
  /// `(x, y)` of each example.
  public var points: [[Double]]
  /// `(x, y)` along the fitted curve.
  public var line: [[Double]]

  public init(featureName: String, targetName: String, points: [[Double]], line: [[Double]]) {
    self.featureName = featureName
    self.targetName = targetName
    self.points = points
    self.line = line
  }
}
