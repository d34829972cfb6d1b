import Foundation
import LessonEvents
import Testing

/// Which outputs the report can draw: an author may put together any.
@Suite struct SoundnessTests {
  @Test func everyExampleIsSound() {
    for case .output(_, let output) in LessonEventsTests.events { #expect(output.isSound, "\(output)") }
  }

  @Test(arguments: [
    [[1, 2]], [[1, 2], [3]], [[1, 2], [3, 4], [5, 6]], [[1, -1], [3, 4]], [[1, Int.max], [3, 4]],
  ])
  func aMatrixHasACountForEachPairOfClasses(counts: [[Int]]) {
    #expect(!CellOutput.confusionMatrix(matrix(counts)).isSound)
    #expect(!CellOutput.captioned(.confusionMatrix(matrix(counts)), caption: "c", alt: nil).isSound)
  }

  @Test func aColumnOfATableIsCountedFromZero() {
    #expect(!CellOutput.table(TableOutput(rows: [["1"]], numberColumns: [-1])).isSound)
    #expect(CellOutput.table(TableOutput(rows: [["1"]], numberColumns: [7])).isSound)
  }

  @Test(arguments: [
    ([0.5, .nan, .infinity], true), ([1e30, 1e-30], true), ([-0.001, 0.1], true), ([.greatestFiniteMagnitude], false),
    ([.leastNonzeroMagnitude], false), ([-1e30, 1], true), ([-1e30], true), ([], true),
  ])
  func aLossMayRunAwayAsFarAsAnAxisGoes(values: [Double], isSound: Bool) {
    #expect(CellOutput.history(HistoryOutput(series: [.init(name: "loss", values: values)])).isSound == isSound)
  }

  @Test func parametersCanBeAddedUp() {
    let summary = SummaryOutput(inputShape: [1], layers: [], trainableParameters: .max, nonTrainableParameters: 1)
    #expect(!CellOutput.summary(summary).isSound && !isSound(.architecture(summary)))
  }

  @Test func anImageHasThePixelsOfItsSize() {
    for (height, width, channels) in [(2, 1, 1), (0, 1, 1), (-1, -1, 1), (1, 1, 3), (1, 1, 2), (Int.max, Int.max, 1)] {
      var image = Self.image
      (image.height, image.width, image.channels) = (height, width, channels)
      let grid = ImageGrid(kind: .images, tiles: [image], scale: .unit)
      #expect(!isSound(.images(grid)))
      #expect(!isSound(.images(ImageGrid(kind: .images, tiles: [], input: image, scale: .unit))))
      #expect(!isSound(.filtered(FilteredImages(original: image, results: []))))
      #expect(!isSound(.classes(classes(image: image))))
    }
    #expect(isSound(.classes(classes(image: Self.image))))
  }

  @Test func sectionsAreOfTheClassesWithSharesAsMeasures() {
    #expect(!isSound(.classes(classes(label: 2))) && !isSound(.classes(classes(prediction: -1))))
    #expect(!isSound(.classes(classes(recall: .nan))) && !isSound(.classes(classes(recall: 1e30))))
    var short = classes()
    short.sections.removeLast()
    #expect(!isSound(.classes(short)))
  }

  @Test func stepsOfAWalkthroughAreSmallNumbers() {
    for (stride, padding) in [
      ([1], [0, 0, 0, 0]), ([1, Int.max], [0, 0, 0, 0]), ([0, 1], [0, 0, 0, 0]), ([1, 1], [-1]),
    ] {
      let steps = ConvolutionWalkthrough(
        input: [[[1]]], padding: padding, kernel: [[[1]]], bias: 0, stride: stride, output: [[1]], positions: [[0, 0]])
      #expect(!isSound(.walkthrough(steps)))
    }
  }

  @Test func pointsLieAboutTheAxesAndAreOfNamedClasses() {
    func plot(x: Double = 0, label: Int = 0, area: Int = 0, range: [Double] = [0, 1]) -> FigureOutput.Content {
      .decisionBoundary(
        DecisionBoundary(
          featureNames: [], classNames: ["a"], xRange: range, yRange: [0, 1], areas: [[area]],
          points: [.init(x: x, y: 0, label: label)]))
    }
    #expect(isSound(plot()) && isSound(plot(x: .nan)) && isSound(plot(x: -7)))
    #expect(!isSound(plot(x: 1e12)) && !isSound(plot(label: 1)) && !isSound(plot(area: .min)))
    for range in [[0], [1, 0], [0, .infinity], [-1e308, 1e308]] { #expect(!isSound(plot(range: range))) }
    let far = RegressionPlot(featureName: "x", targetName: "y", points: [[1, -1e308]], line: [[1, 1e308]])
    #expect(!isSound(.regression(far)))
  }

  private static let image = FigureImage(height: 1, width: 1, channels: 1, values: [0])

  private func isSound(_ content: FigureOutput.Content) -> Bool { CellOutput.figure(FigureOutput(content)).isSound }

  private func matrix(_ counts: [[Int]], recall: Double = 1) -> ConfusionMatrixOutput {
    ConfusionMatrixOutput(
      classNames: ["a", "b"], counts: counts,
      perClass: [ClassMetrics(name: "a", precision: 1, recall: recall, f1: 1, support: 1)])
  }

  private func classes(
    image: FigureImage = Self.image, label: Int = 1, prediction: Int = 0, recall: Double = 1
  ) -> ClassSections {
    let one = ClassifiedImage(image: image, label: label, prediction: prediction, confidence: nil)
    let empty = ClassSections.Section(examples: [], hits: [], misses: [])
    return ClassSections(
      matrix: matrix([[1, 2], [3, 4]], recall: recall),
      sections: [empty, .init(examples: [], hits: [], misses: [one])])
  }
}
