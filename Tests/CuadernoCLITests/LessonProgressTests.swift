import CuadernoCLI
import LessonEvents
import LessonRunner
import Testing

/// What a log gets to read of a lesson; the clock is the test's own.
@Suite struct LessonProgressTests {
  private let start = ContinuousClock.now

  /// A lesson of two cells in the first of which a `fit` follows another, `seconds` an epoch; the lines of the log.
  private func lines(epochs: [Int], seconds: Double, validates: Bool = false) -> [String] {
    var progress = LessonProgress(labels: ["one", nil])
    var now = start
    var lines: [String?] = [
      progress.take(.compiling, at: now), progress.take(.lesson(.cellStarted(cell: 0)), at: now),
    ]
    for count in epochs {
      for epoch in 1...count {
        for batch in 1...4 {
          now += .seconds(seconds / 4)
          lines.append(progress.take(step(epoch, count, batch), at: now))
        }
        if validates { lines.append(progress.take(step(0, 0, 1), at: now)) }
      }
    }
    lines.append(progress.take(.lesson(.cellStarted(cell: 1)), at: now))
    return lines.compactMap { $0 }
  }

  private func step(_ epoch: Int, _ epochs: Int, _ batch: Int) -> RunnerEvent {
    .lesson(.progress(cell: 0, TrainingProgress(epoch: epoch, epochs: epochs, batch: batch, batches: 4, loss: 0.5)))
  }

  @Test func eachEpochThatTakesLongHasALine() {
    #expect(
      lines(epochs: [3], seconds: 8) == [
        "compiling", "cell 1 of 2 (one)", "cell 1 of 2 (one), epoch 1 of 3, 12 s left, loss 0.5000",
        "cell 1 of 2 (one), epoch 2 of 3, 7 s left, loss 0.5000", "cell 1 of 2 (one), epoch 3 of 3, loss 0.5000",
        "cell 2 of 2",
      ])
  }

  @Test func ofQuickEpochsTheFirstAndTheLastHaveALineAndOneEveryFewSeconds() {
    #expect(
      epochsLogged(lines(epochs: [100], seconds: 0.1)) == ["1 of 100", "51 of 100", "100 of 100"])
  }

  @Test func manySmallFitsFillNoLog() {
    let logged = epochsLogged(lines(epochs: Array(repeating: 2, count: 300), seconds: 0.01))
    #expect(logged == ["1 of 2", "2 of 2", "1 of 2", "2 of 2"])
  }

  @Test func evaluationsBetweenTheEpochsMoveNoClock() {
    #expect(lines(epochs: [3], seconds: 8, validates: true) == lines(epochs: [3], seconds: 8))
  }

  @Test func aLessonThatWaitsForAnotherSaysSoOnce() {
    var progress = LessonProgress(labels: [nil])
    _ = progress.take(.lesson(.cellStarted(cell: 0)), at: start)
    let waiting = "cell 1 of 1, waiting for a lesson that trains the same network"
    #expect(progress.take(.lesson(.waitingForFit(cell: 0)), at: start) == waiting)
    #expect(progress.text(at: start) == waiting)
    #expect(progress.take(.lesson(.waitingEnded(cell: 0)), at: start) == nil)
    #expect(progress.text(at: start) == "cell 1 of 1")
    #expect(progress.take(.lesson(.waitingForFit(cell: 0)), at: start + .seconds(1)) == nil)
  }

  private func epochsLogged(_ lines: [String]) -> [String] {
    lines.compactMap { line in (try? /epoch (\d+ of \d+)/.firstMatch(in: line)).map { String($0.output.1) } }
  }
}
