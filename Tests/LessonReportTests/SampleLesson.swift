import Foundation
import LessonDocument
import LessonEvents

/// A lesson with one of everything that a report shows, and a run of it.
enum SampleLesson {
  static let seed: UInt64 = 7

  static var lesson: Lesson {
    var lines = LineCounter()
    var front = FrontMatter(title: "Filtros convolucionales", language: "es", lectureNumber: 7)
    front.subtitle = "De la convolución a las redes convolucionales"
    front.authors = ["Franco Ronchetti", "Facundo Quiroga"]
    front.numbersSections = true
    front.parameters = [("quick", .bool(false)), ("epochs", .int(5))]
    var blocks: [Block] = []
    blocks.append(.heading(level: 1, content: [.text("Convolución")], label: "sec-conv", location: lines.next()))
    blocks.append(
      .paragraph(
        [
          .text("Una convolución es una operación sobre dos funciones "), .math(tex: "f", location: lines.next()),
          .text(" y "), .math(tex: "g", location: lines.next()), .text(", que produce una tercera que puede ser "),
          .emphasis([.text("interpretada")]), .text(" como una versión "), .strong([.text("filtrada")]),
          .text(" de la primera. Véanse "), .reference(label: "eq-conv", location: lines.next()), .text(", "),
          .reference(label: "fig-mapas", location: lines.next()), .text(" y "),
          .reference(label: "sec-mnist", location: lines.next()), .text(". El valor es "),
          .value(InlineValue(index: 0, expression: "y[1, 1]", cellsBefore: 1, location: lines.next())), .text("."),
        ], location: lines.next()))
    blocks.append(
      .math(
        tex: #"f[x] * g[x] = \sum_{k=-\infty}^{\infty} f[k] \cdot g[x - k]"#, label: "eq-conv",
        location: lines.next()))
    blocks.append(
      .list(
        items: [
          [.paragraph([.code("kernelSize"), .text(": lado del filtro")], location: lines.next())],
          [.paragraph([.text("stride: paso")], location: lines.next())],
        ], start: nil, isTight: true, location: lines.next()))
    blocks.append(
      .table(
        TableBlock(
          header: [[.text("Nombre")], [.text("Valor")]], alignments: [.left, .right],
          rows: [[[.text("Filtros")], [.text("64")]], [[.text("Lado")], [.math(tex: "3", location: lines.next())]]],
          label: "tbl-capas", caption: [.text("La capa en números.")], location: lines.next())))
    for (i, code) in codes.enumerated() {
      if i == 2 {
        blocks.append(
          .heading(level: 2, content: [.text("Convolución 2D")], label: nil, location: lines.next()))
      }
      if i == 4 {
        blocks.append(.heading(level: 1, content: [.text("MNIST")], label: "sec-mnist", location: lines.next()))
      }
      blocks.append(.cell(cell(i, code, line: lines.next(by: 10).line)))
    }
    blocks.append(
      .quote([.paragraph([.text("Los filtros se aprenden.")], location: lines.next())], location: lines.next()))
    return Lesson(
      path: "lessons/clase-07.md", frontMatter: front, blocks: blocks, warnings: [], sourceLines: [])
  }

  static let codes = [
    "let x = try Tensor(shape: [7], [5, 0, 2, -1, 3, 0, 2])\nlet g = try Tensor(shape: [3], [1, 0, -1])\n"
      + "let y = try convolve(x, kernel: g) // la matemática\ncheck(\"Convolución 1D\", y, equals: [-3, -1, 1, 1, -1], source: \"diapositiva 5\")",
    "for i in 0..<3 {\n  print(\"fila \\(i) <b>&\")\n}\nshow(\"Un texto\")",
    "show(walkthrough)",
    "show(filtered)",
    "let model = try Sequential(input: [28, 28, 1], seed: 7) {\n  Conv2D(64, kernelSize: 3, activation: .relu)\n  Flatten()\n"
      + "  Dense(10, activation: .softmax)\n}\nmodel.summary",
    "let history = try model.fit(data.train, epochs: params.epochs)\nlet result = try model.evaluate(data.test)",
    "try ActivationMaps(of: model, layer: 0, image: data.test.images[0])",
    "show(plots)",
    "let bad = try correlate(x, kernel: wrong)\nprint(1)",
    "print(\"nunca\")",
  ]

  private static func cell(_ i: Int, _ code: String, line: Int) -> Cell {
    var options = CellOptions()
    if i == 2 { options.label = "fig-pasos" }
    if i == 6 {
      options.label = "fig-mapas"
      options.caption = [.text("Los "), .strong([.text("64")]), .text(" mapas de activación de un dígito.")]
      options.alt = "Cuadrícula de ocho por ocho mapas."
    }
    if i == 3 { options.echo = .fold }
    return Cell(index: i, options: options, code: code, fenceLine: line, codeLine: line + 1)
  }

  static var run: LessonRun {
    var cells: [CellRun] = outputs.map {
      CellRun(status: .ok, seconds: 0.1, stdout: "", error: nil, outputs: $0)
    }
    cells[1].stdout = "fila 0 <b>&\nfila 1 <b>&\nfila 2 <b>&\n"
    let failedLine = lesson.cells[8].codeLine
    cells.append(
      CellRun(
        status: .error, seconds: 0.01, stdout: "",
        error: CellFailure(message: "The kernel [2, 2] is larger than the input <[1]>.", line: failedLine, column: 1),
        outputs: [.text("antes del error")]))
    cells.append(CellRun(status: .skipped, seconds: 0, stdout: "", error: nil, outputs: []))
    return LessonRun(
      status: .failed, parameters: ["quick": .bool(true), "epochs": .int(5)], cached: false, seconds: 12.5,
      cpuSeconds: 20, peakMemoryBytes: 1 << 28,
      datasets: [DatasetUse(name: "mnist", source: .files, sha256: "ab12")], cells: cells, inlineValues: ["89"])
  }

  private static var outputs: [[CellOutput]] {
    [
      [.check(checks[0]), .table(TableOutput(rows: [["-3", "-1", "1", "1", "-1"]], isNumeric: true))],
      [.text("Un texto")],
      [
        .figure(FigureOutput(.walkthrough(walkthrough))), .check(checks[1]),
        .figure(FigureOutput(.walkthrough(channels))),
      ],
      [.figure(FigureOutput(.filtered(filtered))).captioned("Cuatro filtros clásicos.", alt: nil)],
      [.summary(summary), .figure(FigureOutput(.architecture(summary)))],
      [.history(history), .metrics(metrics), .confusionMatrix(confusion), .check(checks[2]), .check(checks[3])],
      [.figure(FigureOutput(.images(activationMaps)))],
      [
        .figure(FigureOutput(.decisionBoundary(decision))), .figure(FigureOutput(.regression(regression))),
        .figure(FigureOutput(.images(gallery))), .figure(FigureOutput(.images(filters))),
        .figure(FigureOutput(.classes(classes))),
      ],
    ]
  }

  static let checks = [
    CheckResult(
      name: "Convolución 1D", line: 12, actual: .array([-3, -1, 1, 1, -1].map { .number($0) }),
      expected: .array([-3, -1, 1, 1, -1].map { .number($0) }), tolerance: 0, verdict: .passed,
      source: "diapositiva 5"),
    CheckResult(
      name: "Enfoque", line: 30, actual: .number(89), expected: .number(89), tolerance: 0, verdict: .passed,
      source: "diapositiva 9"),
    CheckResult(
      name: "Accuracy en test", line: 60, actual: .number(0.9541234), expected: .number(0.98), tolerance: 0.01,
      verdict: .missed, source: "diapositiva 24"),
    CheckResult(
      name: "Accuracy en entrenamiento", line: 61, actual: .number(0.97), expected: .number(1), tolerance: 0.01,
      verdict: .notComparable, source: "diapositiva 24"),
  ]
}

/// Lines that go up, since each place in a lesson is one of its own.
private struct LineCounter {
  private var line = 10

  mutating func next(by step: Int = 1) -> SourceLocation {
    line += step
    return SourceLocation(line: line, column: 3)
  }
}
