import ArgumentParser
import Foundation

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a first lesson that runs at once.",
    discussion: """
      EXAMPLE
        cuaderno new lessons/first.md && cuaderno run lessons/first.md
      """)

  @Argument(help: "The lesson to write (.md).", completion: .file(extensions: ["md"]))
  var path: String

  func validate() throws {
    guard path.hasSuffix(".md") else { throw ValidationError("a lesson's name ends in .md: '\(path).md'") }
    guard !FileManager.default.fileExists(atPath: path) else { throw ValidationError("'\(path)' is there already") }
  }

  func run() throws {
    let file = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(Self.lesson.utf8).write(to: file, options: .withoutOverwriting)
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
    let word = isPlain ? path : "'\(path.replacing("'", with: #"'\''"#))'"
    print("\(path) is written; its report is made by: cuaderno run \(word)")
  }

  /// The lesson: each of the forms that an author needs first.
  static let lesson = """
    ---
    title: A first lesson
    lang: en
    params: {epochs: 2}
    ---

    # A filter by hand

    A cell is Swift. The value of its last expression is shown below it.

    ```{swift}
    //| label: edges
    let signal = try Tensor(shape: [5], [0, 0, 1, 1, 1])
    let edges = try correlate(signal, kernel: try Tensor(shape: [2], [-1, 1]))
    edges
    ```

    A number that a slide prints is held against ours:

    ```{swift}
    check("Edges", edges, equals: [0, 1, 0, 0], source: "slide 3")
    ```

    # A small network

    It trains on digits that the engine draws itself, for `{swift} params.epochs` epochs:
    `cuaderno run -P epochs=5` trains longer.

    ```{swift}
    //| label: network
    let digits = Dataset.digits()
    let model = try Sequential(input: [28, 28, 1], seed: 7) {
      Conv2D(8, kernelSize: 3, activation: .relu)
      MaxPooling2D(2)
      Flatten()
      Dense(10, activation: .softmax)
    }
    let history = try model.fit(digits.train.prefix(2000), epochs: params.epochs, batchSize: 64, optimizer: .adam())
    model.summary
    ```

    ```{swift}
    //| label: accuracy
    try model.evaluate(digits.test.prefix(1000))
    ```

    """
}
