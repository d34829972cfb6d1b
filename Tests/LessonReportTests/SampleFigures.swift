import Foundation
import LessonEvents

extension SampleLesson {
  static let slideImage: [[Float]] = [
    [105, 102, 100, 97, 96], [103, 99, 103, 101, 102], [101, 98, 104, 102, 100], [99, 101, 106, 104, 99],
    [104, 104, 104, 100, 98],
  ]

  static var walkthrough: ConvolutionWalkthrough {
    ConvolutionWalkthrough(
      input: [slideImage], padding: [0, 0, 0, 0], kernel: [[[0, -1, 0], [-1, 5, -1], [0, -1, 0]]], bias: 0,
      stride: [1, 1], output: [[89, 111, 100], [98, 106, 99], [96, 115, 108]], positions: [[0, 0], [0, 1], [2, 2]])
  }

  /// The slide's 7×7×3 input, padding included, under its first filter with stride 2 and bias 1.
  static var channels: ConvolutionWalkthrough {
    ConvolutionWalkthrough(
      input: [
        [
          [0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 2, 0], [0, 1, 0, 2, 0, 1, 0], [0, 1, 0, 2, 2, 0, 0],
          [0, 2, 0, 0, 2, 0, 0], [0, 2, 1, 2, 2, 0, 0], [0, 0, 0, 0, 0, 0, 0],
        ],
        [
          [0, 0, 0, 0, 0, 0, 0], [0, 2, 1, 2, 1, 1, 0], [0, 2, 1, 2, 0, 1, 0], [0, 0, 2, 1, 0, 1, 0],
          [0, 1, 2, 2, 2, 2, 0], [0, 0, 1, 2, 0, 1, 0], [0, 0, 0, 0, 0, 0, 0],
        ],
        [
          [0, 0, 0, 0, 0, 0, 0], [0, 2, 1, 1, 2, 0, 0], [0, 1, 0, 0, 1, 0, 0], [0, 0, 1, 0, 0, 0, 0],
          [0, 1, 0, 2, 1, 0, 0], [0, 2, 2, 1, 1, 1, 0], [0, 0, 0, 0, 0, 0, 0],
        ],
      ], padding: [1, 1, 1, 1],
      kernel: [
        [[-1, 0, 1], [0, 0, 1], [1, -1, 1]],
        [[-1, 0, 1], [1, -1, 1], [0, 1, 0]],
        [[-1, 1, 1], [1, 1, 0], [0, -1, 0]],
      ], bias: 1, stride: [2, 2], output: [[2, 3, 3], [3, 7, 3], [8, 10, -3]], positions: [[0, 0], [2, 2]])
  }

  static func image(_ side: Int, _ phase: Float, title: String = "", note: String = "", channels: Int = 1)
    -> FigureImage
  {
    var values: [Float] = []
    for y in 0..<side {
      for x in 0..<side {
        for c in 0..<channels {
          let r = Float((x - side / 2) * (x - side / 2) + (y - side / 2) * (y - side / 2)).squareRoot()
          values.append(0.5 + 0.5 * sin(r * 0.7 + phase + Float(c)))
        }
      }
    }
    return FigureImage(height: side, width: side, channels: channels, values: values, title: title, note: note)
  }

  static var filtered: FilteredImages {
    let ninth = Float(1) / 9
    return FilteredImages(
      original: image(64, 0, title: "Original"),
      results: [
        .init(
          image: image(64, 1, title: "Promedio"), kernel: Array(repeating: Array(repeating: ninth, count: 3), count: 3)),
        .init(
          image: image(64, 2, title: "Gaussiano"), kernel: [[0.05, 0.1, 0.05], [0.1, 0.4, 0.1], [0.05, 0.1, 0.05]]),
        .init(image: image(64, 3, title: "Bordes"), kernel: [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
      ])
  }

  static let summary = SummaryOutput(
    inputShape: [28, 28, 1],
    layers: [
      .init(
        name: "conv2d_1", type: "Conv2D", outputShape: [26, 26, 64], parameters: 640,
        parameterFormula: "64 × 3 × 3 × 1 + 64 = 640", shapeFormula: "(28 − 3) / 1 + 1 = 26"),
      .init(name: "max_pooling2d_1", type: "MaxPooling2D", outputShape: [13, 13, 64], parameters: 0),
      .init(
        name: "flatten_1", type: "Flatten", outputShape: [10816], parameters: 0, shapeFormula: "13 × 13 × 64 = 10816"),
      .init(
        name: "dense_1", type: "Dense", outputShape: [10], parameters: 108_170,
        parameterFormula: "10 × 10816 + 10 = 108170"),
    ], trainableParameters: 108_810, nonTrainableParameters: 0)

  static let history = HistoryOutput(series: [
    .init(name: "loss", values: [0.42, 0.16, 0.09, 0.062, 0.041]),
    .init(name: "accuracy", values: [0.88, 0.95, 0.973, 0.982, 0.989]),
    .init(name: "val_loss", values: [0.2, 0.13, 0.1, 0.094, 0.097]),
    .init(name: "val_accuracy", values: [0.94, 0.96, 0.969, 0.972, 0.971]),
  ])

  static let metrics = MetricsOutput(rows: [
    .init(name: "Train", accuracy: 0.9973, loss: 0.0123, support: 60000, isComparable: true),
    .init(name: "Test", accuracy: 0.9812, loss: 0.0611, support: 2000, isComparable: false),
  ])

  static let classNames = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  static let confusion = ConfusionMatrixOutput(
    classNames: classNames,
    counts: [
      [660, 23, 65, 31, 37, 7, 13, 18, 121, 25], [31, 794, 11, 24, 11, 8, 10, 8, 54, 49],
      [73, 9, 479, 88, 131, 62, 79, 55, 18, 6], [18, 13, 61, 492, 105, 143, 102, 44, 15, 7],
      [12, 3, 73, 55, 651, 37, 75, 75, 18, 1], [15, 1, 60, 224, 75, 497, 37, 70, 16, 5],
      [7, 10, 35, 67, 46, 20, 797, 6, 7, 5], [14, 6, 24, 47, 82, 51, 12, 753, 7, 4],
      [49, 48, 11, 23, 15, 8, 10, 5, 815, 16], [41, 165, 11, 27, 12, 7, 14, 33, 89, 601],
    ],
    perClass: classNames.enumerated().map { i, name in
      ClassMetrics(
        name: name, precision: 0.6 + Double(i) / 40, recall: 0.5 + Double(i) / 30, f1: 0.55 + Double(i) / 35,
        support: 1000)
    })

  static var activationMaps: ImageGrid {
    ImageGrid(
      kind: .activationMaps, tiles: (0..<64).map { image(26, Float($0) * 0.3) }, input: image(28, 0), columns: 8,
      scale: .perTile, layer: "conv2d_1")
  }

  static var gallery: ImageGrid {
    ImageGrid(
      kind: .misclassified,
      tiles: (0..<7).map {
        image(28, Float($0), title: "4 → 9", note: "confianza 0.8\($0)", channels: $0 == 3 ? 3 : 1)
      },
      scale: .unit)
  }

  static var filters: ImageGrid {
    ImageGrid(
      kind: .filters,
      tiles: (0..<8).map { tile in
        FigureImage(
          height: 3, width: 3, channels: 1, values: (0..<9).map { Float(($0 * 5 + tile * 3) % 9) / 16 - 0.25 })
      }, scale: .shared, layer: "conv2d_1")
  }

  static var classes: ClassSections {
    func image(_ label: Int, _ prediction: Int, _ phase: Float) -> ClassifiedImage {
      ClassifiedImage(image: self.image(16, phase), label: label, prediction: prediction, confidence: 0.5)
    }
    return ClassSections(
      matrix: confusion,
      sections: classNames.indices.map { i in
        ClassSections.Section(
          examples: [image(i, i, 1), image(i, 0, 2)], hits: [image(i, i, 1)], misses: i == 0 ? [] : [image(i, 0, 2)],
          maps: i == 2
            ? ImageGrid(
              kind: .activationMaps, tiles: (0..<4).map { self.image(14, Float($0)) }, input: self.image(16, 1),
              scale: .perTile, layer: "conv2d_1") : nil)
      })
  }

  static var decision: DecisionBoundary {
    let areas: [[Int]] = (0..<60).map { row in (0..<80).map { area(row: row, column: $0) } }
    let points: [DecisionBoundary.Point] = (0..<60).map { i in
      let x = Double((i * 37) % 80) / 20 - 2
      let y = Double((i * 23) % 60) / 20 - 1.5
      return DecisionBoundary.Point(x: x, y: y, label: area(row: Int((y + 1.5) * 20), column: Int((x + 2) * 20)))
    }
    return DecisionBoundary(
      featureNames: ["Altura", "Peso"], classNames: ["A", "B", "C"], xRange: [-2, 2], yRange: [-1.5, 1.5],
      areas: areas, points: points)
  }

  private static func area(row: Int, column: Int) -> Int {
    let wave = Float(row) + 12 * sin(Float(column) / 9)
    if wave > 30 { return 1 }
    return column > 55 ? 2 : 0
  }

  static var regression: RegressionPlot {
    RegressionPlot(
      featureName: "Superficie (m²)", targetName: "Precio",
      points: (0..<40).map { i -> [Double] in
        let noise = Double((i * 29) % 17) * 6
        return [Double(i) * 4.1 + 20, Double(i) * 9 + noise + 50]
      },
      line: [[20, 70], [184, 455]])
  }
}
