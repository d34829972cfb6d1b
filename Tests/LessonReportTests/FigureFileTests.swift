import Foundation
import LessonEvents
import LessonReport
import Pictures
import Testing

@Suite("Figures in files")
struct FigureFileTests {
  private func files(_ content: FigureOutput.Content, selfContained: Bool = false) throws -> (String, [String: Data]) {
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell(label: "fig-a"))]),
      run: LessonBuilder.run([.figure(FigureOutput(content))]), selfContained: selfContained)
    return (page.body, page.files)
  }

  /// Four tiles of 2 × 2; the first goes from 0 to 3, the last from 30 to 33.
  private static let tiles: [FigureImage] = (0..<4).map { tile in
    FigureImage(height: 2, width: 2, channels: 1, values: (0..<4).map { Float(tile * 10 + $0) })
  }

  @Test("a grid of tiles holds every value as a square of whole pixels", arguments: [ImageGrid.Scale.perTile, .shared])
  func grid(_ scale: ImageGrid.Scale) throws {
    let grid = ImageGrid(kind: .activationMaps, tiles: Self.tiles, columns: 2, scale: scale, layer: "conv2d_1")
    let (body, files) = try files(.images(grid))
    let encoded = try #require(files["figures/fig-a.png"])
    let picture = try Picture(png: encoded, file: "fig-a.png")
    let factor = 95  // 380 pixels for two columns of tiles two pixels wide
    let side = 2 * (2 * factor + 2) + 2
    #expect(picture.width == side && picture.height == side)
    for tile in 0..<4 {
      let top = 2 + tile / 2 * (2 * factor + 2)
      let left = 2 + tile % 2 * (2 * factor + 2)
      for value in 0..<4 {
        let expected: Float = scale == .perTile ? Float(value) / 3 : Float(tile * 10 + value) / 33
        let byte = Int((expected * 255).rounded())
        let row = top + value / 2 * factor
        let column = left + value % 2 * factor
        for (dy, dx) in [(0, 0), (factor - 1, factor - 1), (factor / 2, 0)] {
          let found = Int(picture[row + dy, column + dx])
          #expect(abs(found - byte) <= 1, "tile \(tile), value \(value)")
        }
      }
    }
    #expect(picture[0, 0] == 128)
    #expect(body.contains(scale == .perTile ? "a scale of its own" : "black is 0 and white is 33"))
  }

  @Test("weights are drawn from blue over white, which is zero, to red, with a key")
  func filters() throws {
    let weights = FigureImage(height: 1, width: 3, channels: 1, values: [-0.5, 0, 0.25])
    let (body, files) = try files(.images(ImageGrid(kind: .filters, tiles: [weights], scale: .shared, layer: "c")))
    let picture = try Picture(png: try #require(files["figures/fig-a.png"]), file: "fig-a.png")
    #expect(picture.channels == 3 && picture.width == 3 * 16 + 8)
    let colours = (0..<3).map { column in (0..<3).map { picture[10, 4 + column * 16 + 8, $0] } }
    #expect(colours[0] == [0x05, 0x30, 0x61] && colours[1] == [0xF7, 0xF7, 0xF7] && colours[2][0] > colours[2][2])
    #expect(body.contains("blue is −0.5, white is 0 and red is 0.5"))
    #expect(body.contains("<span>−0.5</span><span class=\"scale-bar signed\"></span><span>0.5</span>"))
  }

  @Test("kernels of three channels are drawn in colour, without a bar from black to white")
  func colourFilters() throws {
    let kernel = FigureImage(height: 1, width: 1, channels: 3, values: [-0.5, 0, 0.25])
    let (body, _) = try files(.images(ImageGrid(kind: .filters, tiles: [kernel], scale: .shared, layer: "c")))
    #expect(body.contains("each of the channels red, green and blue runs from −0.5 (dark) to 0.25 (bright)"))
    #expect(!body.contains("scale-bar") && !body.contains("black is"))
  }

  @Test("an original under two figures is one file, and the figures keep their names")
  func sharedFiles() throws {
    let image = SampleLesson.image(8, 0)
    let filtered = FilteredImages(original: image, results: [.init(image: SampleLesson.image(8, 1), kernel: [[1]])])
    let (body, files) = try files(.filtered(filtered))
    #expect(
      files.keys.filter { $0.hasPrefix("figures/") }.sorted() == [
        "figures/fig-a.0.png", "figures/fig-a.1.png", "figures/fig-a.png",
      ])
    #expect(body.contains("figures/fig-a.0.png") && body.contains("figures/fig-a.1.png"))
    let both = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell(label: "fig-a"))]),
      run: LessonBuilder.run([.figure(FigureOutput(.filtered(filtered))), .figure(FigureOutput(.filtered(filtered)))]))
    #expect(both.files.keys.filter { $0.hasPrefix("figures/") }.count == 4)
  }

  @Test("a label names the file of its cell's first figure, whatever parts and other figures are called")
  func labels() throws {
    let filtered = CellOutput.figure(
      FigureOutput(
        .filtered(
          FilteredImages(
            original: SampleLesson.image(8, 0), results: [.init(image: SampleLesson.image(8, 1), kernel: [[1]])]))))
    let outputs = [3, 1, 1, 1, 1].map { Array(repeating: filtered, count: $0) }
    let cells = ["fig-a", "fig-a-2", "fig-a.1", "fig-a.b", nil].enumerated().map { index, label in
      var cell = LessonBuilder.cell(label: label)
      cell.index = index
      return cell
    }
    var run = LessonBuilder.run()
    run.cells = outputs.map { CellRun(status: .ok, seconds: 1, stdout: "", error: nil, outputs: $0) }
    let page = try LessonBuilder.page(LessonBuilder.lesson(cells.map { .cell($0) }), run: run)
    #expect(
      try Self.resultFiles(page.files) == [
        "figures/fig-a.png", "figures/fig-a-3.png", "figures/fig-a-4.png", "figures/fig-a-2.png", "figures/fig-a.1.png",
        "figures/fig-a.b.png", "figures/figure-7.png",
      ])
    #expect(page.files["figures/fig-a.0.png"] != nil && page.files["figures/fig-a.1-2.png"] != nil)
  }

  /// The files that `results.json` names.
  private static func resultFiles(_ files: [String: Data]) throws -> [String?] {
    let results = try JSONSerialization.jsonObject(with: try #require(files["results.json"])) as? [String: Any]
    let cells = results?["cells"] as? [[String: Any]] ?? []
    return cells.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }.map { $0["file"] as? String }
  }

  @Test("the results name a figure's file only where there is one", arguments: [false, true])
  func existing(selfContained: Bool) throws {
    let other = FigureImage(height: 1, width: 3, channels: 1, values: [0, 0.5, 1])
    let outputs: [CellOutput] = [
      .figure(FigureOutput(.images(ImageGrid(kind: .images, tiles: Self.tiles, scale: .unit)))),
      .figure(FigureOutput(.images(ImageGrid(kind: .images, tiles: Self.tiles + [other], scale: .unit)))),
      .history(HistoryOutput(series: [.init(name: "loss", values: [1, 2])])),
    ]
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: LessonBuilder.run(outputs),
      selfContained: selfContained)
    let named = try Self.resultFiles(page.files)
    #expect(named == (selfContained ? [nil, nil, nil] : ["figures/figure-1.png", nil, "figures/figure-3.svg"]))
    #expect(named.compactMap(\.self).allSatisfy { page.files[$0] != nil })
  }

  @Test("the values of an image that are no numbers leave the others as they are")
  func notANumber() throws {
    func picture(_ values: [Float]) throws -> Picture {
      let image = FigureImage(height: 1, width: 4, channels: 1, values: values)
      let (_, files) = try files(.images(ImageGrid(kind: .images, tiles: [image], scale: .perTile)))
      return try Picture(png: try #require(files["figures/fig-a.png"]), file: "fig-a.png")
    }
    let (odd, usual) = (try picture([.nan, 0.25, 1, .infinity]), try picture([0.25, 0.25, 1, 1]))
    let (height, width) = (usual.height, usual.width)
    #expect((odd.height, odd.width) == (height, width))
    // The two pixels in the middle, whole.
    for column in width / 4 + 4..<width * 3 / 4 - 4 {
      #expect(odd[height / 2, column] == usual[height / 2, column], "column \(column)")
    }
    #expect(odd[height / 2, width * 3 / 8] == 0 && odd[height / 2, width * 5 / 8] == 255)
  }

  @Test("an image whose bytes do not fit its size is an error, not a trap", arguments: [0, 3, -1])
  func truncated(_ height: Int) throws {
    var image = FigureImage(height: 1, width: 1, channels: 1, values: [0], title: "cut")
    image.height = height
    #expect {
      _ = try files(.images(ImageGrid(kind: .images, tiles: [image], scale: .unit)))
    } throws: {
      "\($0)".hasPrefix("The picture cut cannot be made: \(height) × 1 pixels")
    }
  }

  @Test("a page that stands alone has its images within and no file beside it")
  func selfContained() throws {
    let grid = ImageGrid(kind: .images, tiles: Self.tiles, scale: .unit)
    let (body, files) = try files(.images(grid), selfContained: true)
    #expect(files.keys.sorted() == ["index.html", "results.json", "summary.json"])
    #expect(body.contains("src=\"data:image/png;base64,"))
  }

  @Test("an empty grid, an empty plot and a walk-through without steps are no crash")
  func empty() throws {
    let nothing: [FigureOutput.Content] = [
      .images(ImageGrid(kind: .filters, tiles: [], scale: .shared)),
      .regression(RegressionPlot(featureName: "", targetName: "", points: [[1]], line: [])),
      .decisionBoundary(
        DecisionBoundary(featureNames: [], classNames: [], xRange: [], yRange: [], areas: [[]], points: [])),
      .walkthrough(
        ConvolutionWalkthrough(
          input: [], padding: [], kernel: [], bias: 0, stride: [], output: [], positions: [[0, 0], [1]])),
      .architecture(SummaryOutput(inputShape: [], layers: [], trainableParameters: 0, nonTrainableParameters: 0)),
    ]
    for content in nothing { _ = try files(content) }
  }
}

@Suite("A walk-through")
struct WalkthroughTests {
  private func body(_ steps: ConvolutionWalkthrough) throws -> String {
    try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell())]),
      run: LessonBuilder.run([.figure(FigureOutput(.walkthrough(steps)))])
    ).body
  }

  @Test("writes the slide's sum out")
  func slide() throws {
    let body = try body(SampleLesson.walkthrough)
    #expect(body.contains("105·0 + 102·(−1) + 100·0"))
    #expect(body.contains("+ 103·(−1) + 99·5 + 103·(−1)"))
    #expect(body.contains("<strong>= 89</strong>") && body.contains("<strong>= 111</strong>"))
    #expect(body.split(separator: "type=\"radio\"").count == 4)
  }

  @Test("adds the channels and the bias")
  func channels() throws {
    let body = try body(SampleLesson.channels)
    #expect(body.contains("<strong>= 2</strong>") && body.contains("<strong>= −3</strong>"))
    #expect(body.contains("(channel 3)") && body.contains("bias 1"))
  }

  @Test("marks the window at the stride's place, and the padding")
  func strideAndPadding() throws {
    var image: [[Float]] = Array(repeating: Array(repeating: 0, count: 5), count: 5)
    for r in 1...3 { for c in 1...3 { image[r][c] = 7 } }
    let body = try body(
      ConvolutionWalkthrough(
        input: [image], padding: [1, 1, 1, 1], kernel: [[[1, 1], [1, 1]]], bias: 2, stride: [2, 2],
        output: [[9, 16], [16, 30]], positions: [[1, 1]]))
    #expect(body.split(separator: "window\"").count - 1 == 4)
    #expect(body.split(separator: "class=\"pad").count - 1 == 16)
    #expect(body.contains("bias 2"))
    #expect(!body.contains("type=\"radio\""))
  }
}
