import Foundation
import LessonEvents
import Testing

@Suite struct LessonEventsTests {
  /// Every case, and every kind of output and figure, with texts that JSON has to escape.
  static let events: [LessonEvent] =
    [
      .cellStarted(cell: 0), .statement(cell: 3, line: 1 << 40), .cellFinished(cell: 2, seconds: 0.1),
      .inlineStarted(index: 7), .inlineValue(index: 7, value: InlineText("3,5\n\"a\"/\\\u{2028}é👩‍👧", isNumber: true)),
      .inlineFailed(index: 0, message: "\u{0}\t\r\n"),
      .progress(cell: 1, TrainingProgress(epoch: 1, epochs: 2, batch: 3, batches: 4, loss: 0.1, accuracy: 0.25)),
      .progress(cell: 1, TrainingProgress(epoch: 0, epochs: 0, batch: 1, batches: 9)),
      .waitingForFit(cell: 4), .waitingEnded(cell: 4),
      .dataset(DatasetUse(name: "mnist", source: .embedded, sha256: "0af", isStandIn: true)),
      .inputOpened(InputFile(path: "/a b/ñ.png", bytes: nil, modified: nil)),
      .inputOpened(InputFile(path: "/x", bytes: 0, modified: 1_760_000_000.123_456_7)),
      .datasetMissing(name: "cifar10"), .warning(""),
      .failed(cell: 1, CellFailure(message: "no", line: 2, column: 3, file: "parts/h.swift")),
      .failed(cell: 1, CellFailure(message: "no")),
    ] + outputs.map { .output(cell: 5, $0) }

  private static let image = FigureImage(
    height: 1, width: 3, channels: 1, values: [-0.0, 0.1, .leastNonzeroMagnitude], title: "T", note: "n")

  private static let outputs: [CellOutput] = {
    let matrix = ConfusionMatrixOutput(
      classNames: ["a", "b"], counts: [[1, 2], [3, 4]],
      perClass: [ClassMetrics(name: "a", precision: 0.1, recall: 1, f1: 0, support: 3)])
    let summary = SummaryOutput(
      inputShape: [3], layers: [.init(name: "dense_1", type: "Dense", outputShape: [2], parameters: 8)],
      trainableParameters: 8, nonTrainableParameters: 0)
    let classified = ClassifiedImage(image: image, label: 1, prediction: 0, confidence: nil)
    let grid = ImageGrid(kind: .filters, tiles: [image], input: image, columns: 2, scale: .shared, layer: "c")
    let figures: [FigureOutput.Content] = [
      .images(grid), .filtered(FilteredImages(original: image, results: [.init(image: image, kernel: [[0.1], [2]])])),
      .walkthrough(
        ConvolutionWalkthrough(
          input: [[[0.1]]], padding: [1, 0, 1, 0], kernel: [[[1]]], bias: 0.3, stride: [1, 1], output: [[0.4]],
          positions: [[0, 0]])),
      .decisionBoundary(
        DecisionBoundary(
          featureNames: ["x", "y"], classNames: ["a"], xRange: [0, 1], yRange: [0, 0.1], areas: [[0]],
          points: [.init(x: 0.1, y: 1, label: 0)])),
      .regression(RegressionPlot(featureName: "x", targetName: "y", points: [[0.1, 1]], line: [])),
      .architecture(summary),
      .classes(
        ClassSections(
          matrix: matrix,
          sections: [
            .init(examples: [classified], hits: [], misses: [], maps: grid), .init(examples: [], hits: [], misses: []),
          ])),
    ]
    return [
      .text("a\n"), .table(TableOutput(header: ["h"], rows: [["1"]], isNumeric: true, numberColumns: [0])),
      .metrics(
        MetricsOutput(rows: [.init(name: "Test", accuracy: 0.1, loss: 2, support: 3, isComparable: false)])),
      .confusionMatrix(matrix), .history(HistoryOutput(series: [.init(name: "loss", values: [0.1, 1e-300])])),
      .summary(summary),
      .check(
        CheckResult(
          name: "n", line: 1, actual: .array([.number(0.1), .array([])]), expected: .number(1), tolerance: 0,
          verdict: .notComparable, source: "slide 2", note: "")),
      .captioned(.captioned(.text(""), caption: nil, alt: "b"), caption: "a", alt: nil),
    ] + figures.map { .figure(FigureOutput($0)) }
  }()

  /// The place of an event's case among all of them: a new one does not compile before it has an example above.
  private func place(_ event: LessonEvent) -> Int {
    switch event {
    case .cellStarted: 0
    case .statement: 1
    case .cellFinished: 2
    case .output: 3
    case .inlineStarted: 4
    case .inlineValue: 5
    case .inlineFailed: 6
    case .progress: 7
    case .waitingForFit: 8
    case .waitingEnded: 9
    case .dataset: 10
    case .inputOpened: 11
    case .datasetMissing: 12
    case .warning: 13
    case .failed: 14
    }
  }

  @Test func everyCaseHasAnExample() { #expect(Set(Self.events.map(place)) == Set(0...14)) }

  @Test(arguments: events) func anEventComesBackFromItsOneLine(_ event: LessonEvent) throws {
    let line = try event.jsonLine()
    #expect(line.last == 0x0A && line.dropLast().allSatisfy { $0 != 0x0A })
    #expect(try LessonEvent(jsonLine: line) == event)
    #expect(try LessonEvent(jsonLine: line.dropLast()) == event)
    #expect(try LessonEvent(jsonLine: line).jsonLine() == line)
  }

  /// A training that diverged is told of as it is.
  @Test(arguments: [Double.nan, .infinity, -.infinity, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude])
  func oddNumbersComeBack(_ number: Double) throws {
    func back(_ event: LessonEvent) throws -> LessonEvent { try LessonEvent(jsonLine: event.jsonLine()) }
    func isSame(_ other: Double?) -> Bool { other.map { $0.isNaN ? number.isNaN : $0 == number } ?? false }
    let progress = TrainingProgress(epoch: 1, epochs: 1, batch: 1, batches: 1, loss: number, accuracy: number)
    guard case .progress(_, let read) = try back(.progress(cell: 0, progress)),
      case .output(_, .history(let history)) = try back(
        .output(cell: 0, .history(HistoryOutput(series: [.init(name: "loss", values: [number, 1])])))),
      case .output(_, .check(let check)) = try back(
        .output(
          cell: 0,
          .check(
            CheckResult(
              name: "", line: 1, actual: .array([.number(number)]), expected: .number(number), tolerance: number,
              verdict: .missed, source: "")))),
      case .array(let values) = check.actual, case .number(let first)? = values.first,
      case .number(let expected) = check.expected
    else {
      Issue.record("another event came back")
      return
    }
    #expect(isSame(read.loss) && isSame(read.accuracy) && isSame(history.series[0].values[0]))
    #expect(isSame(first) && isSame(expected) && isSame(check.tolerance))
  }

  @Test func pixelsComeBackBitForBit() throws {
    let values = [Float.nan, -.infinity, .infinity, -0.0, 0.1, .leastNonzeroMagnitude]
    let image = FigureImage(height: 1, width: 2, channels: 3, values: values)
    let grid = ImageGrid(kind: .images, tiles: [image], scale: .unit)
    let event = LessonEvent.output(cell: 0, .figure(FigureOutput(.images(grid))))
    guard case .output(_, .figure(let figure)) = try LessonEvent(jsonLine: event.jsonLine()),
      case .images(let read) = figure.content
    else {
      Issue.record("another event came back")
      return
    }
    #expect(read.tiles[0].values.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test(arguments: [
    "", "\n", "{}", "null", "[]", "7", "\"warning\"", "{\"warning\":{}}", "{\"warning\":{\"_0\":1}}",
    "{\"cellStarted\":{\"cell\":\"0\"}}", "{\"cellStarted\":{\"cell\":0.5}}", "{\"cellStarted\":{\"cell\":1e99}}",
    "{\"cellBegun\":{\"cell\":0}}", "{\"cellStarted\":{\"cell\":0}}{\"cellStarted\":{\"cell\":0}}",
    "{\"cellFinished\":{\"cell\":0,\"seconds\":\"NaN\"}}",
    "{\"cellStarted\":{\"cell\":0},\"waitingEnded\":{\"cell\":0}}",
  ])
  func aDamagedLineIsAnError(_ line: String) {
    #expect(throws: DecodingError.self) { try LessonEvent(jsonLine: Data(line.utf8)) }
  }

  @Test func aLineThatEndsEarlyOrIsNoUTF8IsAnError() throws {
    for event in Self.events {
      let line = try event.jsonLine().dropLast()
      for length in stride(from: 0, to: line.count, by: max(1, line.count / 40)) {
        #expect(throws: DecodingError.self, "\(length) bytes of \(event)") {
          try LessonEvent(jsonLine: line.prefix(length))
        }
      }
      #expect(throws: DecodingError.self) { try LessonEvent(jsonLine: [0xFF] + line) }
    }
  }
}
