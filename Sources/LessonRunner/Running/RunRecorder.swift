import Foundation
import LessonEvents

/// Gathers what a lesson's process says, cell by cell.
struct RunRecorder {
  /// Where the process is between its first word and its end.
  enum Place: Equatable {
    case beforeFirstCell
    case inCell(Int)
    case afterCell(Int)
    /// Computing the inline value of that index.
    case inlineValue(Int)
  }

  private(set) var cells: [CellRecorder]
  private(set) var inlineValues: [InlineText?]
  private(set) var inlineFailures: [Int: String] = [:]
  private(set) var datasets: [DatasetUse] = []
  private(set) var missingDatasets: [String] = []
  private(set) var inputs: Set<InputFile> = []
  /// Why the program ended outside all cells and inline values.
  private(set) var programFailure: String?
  private(set) var place = Place.beforeFirstCell
  /// The cell that printed text belongs to.
  private(set) var current: Int?
  /// The cell in which the process ended.
  private(set) var endingCell: Int?
  /// Line of the statement that runs.
  private(set) var line: Int?
  /// When the current cell or inline value began.
  private(set) var started = ContinuousClock.now

  /// The end of what was printed before the first cell.
  private var printedBefore: [UInt8] = []
  private static let mostBefore = 4096

  init(cellCount: Int, inlineValueCount: Int) {
    cells = Array(repeating: CellRecorder(), count: cellCount)
    inlineValues = Array(repeating: nil, count: inlineValueCount)
  }

  /// Takes printed text for the current cell; what comes before the first is the program's or the loader's.
  mutating func append(_ bytes: [UInt8]) {
    guard let current else {
      printedBefore = Array((printedBefore + bytes).suffix(Self.mostBefore))
      return
    }
    cells[current].append(bytes)
  }

  /// Takes an event; where it tells of a cell, of one that is there.
  mutating func take(_ event: LessonEvent) {
    switch event {
    case .cellStarted(let cell):
      current = cell
      line = nil
      enter(.inCell(cell))
      cells[cell].status = .ok
    case .statement(_, let line):
      self.line = line
    case .cellFinished(let cell, let seconds):
      enter(.afterCell(cell))
      cells[cell].seconds = seconds
    case .output(let cell, let output):
      cells[cell].outputs.append(output.isSound ? output : .unsound)
    case .inlineStarted(let index):
      guard inlineValues.indices.contains(index) else { return }
      enter(.inlineValue(index))
    case .inlineValue(let index, let value):
      guard inlineValues.indices.contains(index) else { return }
      inlineValues[index] = value
      leaveInlineValue()
    case .inlineFailed(let index, let message):
      guard inlineValues.indices.contains(index) else { return }
      inlineFailures[index] = message
      leaveInlineValue()
    case .progress, .warning, .waitingForFit, .waitingEnded:
      break
    case .dataset(let use):
      if !datasets.contains(use) { datasets.append(use) }
    case .datasetMissing(let name):
      missingDatasets.append(name)
    case .inputOpened(let input):
      inputs.insert(input)
    case .failed(let cell, var failure):
      failure.line = failure.line ?? line
      cells[cell].status = .error
      cells[cell].error = failure
    }
  }

  /// Ends the current cell with a failure of the process.
  mutating func fail(_ status: CellRun.Status, _ failure: CellFailure) {
    guard let current else { return }
    place = .afterCell(current)
    endingCell = current
    cells[current].status = status
    cells[current].error = failure
    cells[current].seconds = started.duration(to: .now) / .seconds(1)
  }

  /// Ends an inline value with a failure of the process.
  mutating func failInlineValue(_ index: Int, _ message: String) {
    inlineFailures[index] = message
    leaveInlineValue()
  }

  /// Says why the program ended where no cell and no inline value ran, with what it printed.
  mutating func failProgram(_ message: String) {
    let printed = String(decoding: printedBefore, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    programFailure = printed.isEmpty ? message : "\(message); it printed: \(printed)"
  }

  /// Takes the text of a trap out of what the current cell printed and gives its message.
  @discardableResult
  mutating func removeTrapText() -> String? {
    guard let current else { return nil }
    return cells[current].takeTrapMessage()
  }

  /// Marks a cell that never ran because its code is wrong.
  mutating func reject(_ cell: Int, _ failure: CellFailure) {
    cells[cell].status = .error
    cells[cell].error = failure
  }

  private mutating func enter(_ place: Place) {
    self.place = place
    started = .now
  }

  private mutating func leaveInlineValue() {
    enter(current.map { .afterCell($0) } ?? .beforeFirstCell)
  }
}
