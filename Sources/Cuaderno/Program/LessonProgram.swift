import LessonEvents
import Synchronization

/// What the program made of a lesson's cells calls between them. The runner writes these calls; authors do not.
public enum LessonProgram {
  /// Where the program stands.
  struct State {
    var cell = 0
    var started = ContinuousClock.now
  }

  static let state = Mutex(State())

  /// Whether a training or an evaluation has left batches or epochs out (`cuaderno check`).
  static let isCutShort = Atomic(false)

  /// What the runner said about this lesson; `nil` in a program that no runner started.
  package static var context: LessonContext? { channel?.context }

  /// The way to the runner; `nil` in a program that no runner started.
  static let channel = EventChannel(environment: LessonContext.environmentKey)

  /// Opens the way to the runner. The first call of the program.
  public static func begin() {
    unbufferStandardOutput()
    if let context { LessonEnvironment.install(context) }
  }

  /// Starts the cell of that index, counted from 0: what is printed from here on belongs to it.
  public static func cell(_ index: Int) {
    state.withLock { $0 = State(cell: index) }
    emit(.cellStarted(cell: index))
    channel?.waitForAcknowledgement()
  }

  /// Marks that the statement on that line of the cell's file runs next.
  public static func at(_ line: Int) {
    guard let channel else { return }
    channel.send(.statement(cell: currentCell, line: line))
  }

  /// Ends the cell of that index.
  public static func end(cell index: Int) {
    emit(.cellFinished(cell: index, seconds: secondsInCell))
  }

  /// Ends the cell of that index with an error that its author expects (`error: true`); `file` is the one beside the lesson
  /// that holds the cell's code.
  public static func end(cell index: Int, throwing error: any Error, file: String? = nil) {
    emit(.failed(cell: index, CellFailure(message: errorMessage(error), file: file)))
    end(cell: index)
  }

  /// Shows the value of a trailing expression, unless it is `()`.
  public static func display<T>(_ value: T) {
    if value is Void || value is Void? { return }
    show(value)
  }

  /// Says that the expression of that index in the prose is computed next.
  public static func beginInlineValue(_ index: Int) {
    emit(.inlineStarted(index: index))
  }

  /// Hands over the value of an expression in the prose; `index` counts them from 0.
  public static func inlineValue<T>(_ index: Int, _ value: T) {
    emit(.inlineValue(index: index, value: inlineText(value)))
  }

  /// Says that the expression of that index threw.
  public static func inlineValue(_ index: Int, throwing error: any Error) {
    emit(.inlineFailed(index: index, message: errorMessage(error)))
  }

  /// Shows an output in the current cell; without a runner it is printed.
  package static func emit(_ output: CellOutput) {
    emit(.output(cell: currentCell, output))
  }

  /// Tells the runner something; without a runner an output is printed and the rest is dropped.
  package static func emit(_ event: LessonEvent) {
    if let channel {
      channel.send(event)
    } else if case .output(_, let output) = event {
      print(output.plainText)
    }
  }

  /// Index of the cell that runs, counted from 0.
  package static var currentCell: Int { state.withLock { $0.cell } }

  private static var secondsInCell: Double {
    state.withLock { $0.started.duration(to: .now) / .seconds(1) }
  }
}
