import ConvNet
import Foundation
import LessonEvents

/// What a lesson's process tells the engine before the first cell: where data sets are looked for, and who hears of
/// training and of data sets.
enum LessonEnvironment {
  static func install(_ context: LessonContext) {
    DatasetLookup.current = DatasetLookup(folder: context.dataFolder, requireData: context.requireData)
    var environment = EngineEnvironment()
    environment.oneBatch = context.oneBatch
    environment.cutShort = { LessonProgram.isCutShort.store(true, ordering: .relaxed) }
    environment.progress = { LessonProgram.emit(.progress(cell: LessonProgram.currentCell, TrainingProgress($0))) }
    environment.datasetOpened = {
      LessonProgram.emit(.dataset(DatasetUse($0)))
      if let reason = $0.standInReason { LessonProgram.emit(.warning(reason)) }
    }
    environment.inputOpened = { LessonProgram.emit(.inputOpened(InputFile($0))) }
    environment.modelCache = context.modelCache
    environment.waiting = { isWaiting in
      let cell = LessonProgram.currentCell
      LessonProgram.emit(isWaiting ? .waitingForFit(cell: cell) : .waitingEnded(cell: cell))
    }
    if let allowance = context.threadsFile.flatMap(ThreadAllowance.init) {
      environment.threads = { allowance.threads }
    }
    environment.warning = { LessonProgram.emit(.warning($0)) }
    environment.datasetMissing = { LessonProgram.emit(.datasetMissing(name: $0)) }
    EngineEnvironment.current = environment
  }
}

extension InputFile {
  /// The file as it is now; a relative path starts at the folder in which the lesson runs.
  init(_ path: String) {
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    var status = stat()
    guard stat(absolute, &status) == 0 else {
      self.init(path: absolute, bytes: nil, modified: nil)
      return
    }
    self.init(
      path: absolute, bytes: Int(status.st_size),
      modified: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9)
  }
}

extension TrainingProgress {
  init(_ step: TrainingStep) {
    self.init(
      epoch: step.epoch, epochs: step.epochs, batch: step.batch, batches: step.batches, loss: step.loss,
      accuracy: step.accuracy)
  }
}

extension DatasetUse {
  init(_ dataset: Dataset) {
    self.init(
      name: dataset.name, source: dataset.origin == .files ? .files : .embedded, sha256: dataset.sha256,
      isStandIn: dataset.standInReason != nil)
  }
}
