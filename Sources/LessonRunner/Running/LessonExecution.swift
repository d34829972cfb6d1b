import Digests
import Folders
import Foundation
import LessonDocument
import LessonEvents

/// One run of one lesson, from its cells to what they left behind.
struct LessonExecution {
  let installation: Installation
  let options: RunOptions
  let lesson: Lesson
  let parameters: [String: ParameterValue]
  let onEvent: @Sendable (RunnerEvent) -> Void
  private let started = ContinuousClock.now

  init(
    _ installation: Installation, _ options: RunOptions, _ lesson: Lesson, _ overrides: [String: ParameterValue],
    _ onEvent: @escaping @Sendable (RunnerEvent) -> Void
  ) {
    self.installation = installation
    self.options = options
    self.lesson = lesson
    let defaults = Dictionary(lesson.frontMatter.parameters.map { ($0.name, $0.value) }) { $1 }
    parameters = defaults.merging(overrides) { $1 }
    self.onEvent = onEvent
  }

  /// The run, from the cache or fresh.
  func run() throws -> LessonRun {
    guard let key = cacheKey else { return try runAfresh().run }
    if let run = cachedRun(key) { return run }
    let stamp = dataStamp
    let (run, inputs) = try runAfresh()
    keep(run, inputs: inputs, key: key, dataStamp: stamp)
    return run
  }

  /// The run, and the files that it read through the engine.
  private func runAfresh() throws -> (run: LessonRun, inputs: Set<InputFile>) {
    guard needsProgram else { return (lessonRun(emptyRecorder, emptyReport, nil), []) }
    do {
      return try runProgram()
    } catch let error as CocoaError {
      throw RunnerError.workspace(
        folder: FileManager.default.temporaryDirectory.path, reason: Reason.of(error))
    }
  }

  private func runProgram() throws -> (run: LessonRun, inputs: Set<InputFile>) {
    let folder = try OwnedFolder.forRun()
    onEvent(.compiling)
    var build = try LessonBuild(
      lesson, parameters: parameters, installation: installation, folder: folder.url,
      isCancelled: options.isCancelled)
    let executable = try build.compile(moduleCache: installation.moduleCache(orBelow: options.cacheFolder))

    var recorder = emptyRecorder
    var report = emptyReport
    if let executable {
      (recorder, report) = try runProgram(executable, build: build, folder: folder)
    }
    for (cell, failure) in build.rejected { recorder.reject(cell, failure) }
    return (lessonRun(recorder, report, build), recorder.inputs)
  }

  /// Whether there is anything to compile: prose alone needs no process.
  var needsProgram: Bool { lesson.cells.contains { $0.options.eval } || !lesson.inlineValues.isEmpty }

  private var emptyRecorder: RunRecorder {
    RunRecorder(cellCount: lesson.cells.count, inlineValueCount: lesson.inlineValues.count)
  }

  private var emptyReport: ProcessReport {
    ProcessReport(ending: .exit(code: 0), cause: .none, cpuSeconds: 0, peakMemoryBytes: 0)
  }

  private func runProgram(
    _ executable: URL, build: LessonBuild, folder: OwnedFolder
  ) throws -> (RunRecorder, ProcessReport) {
    let crashFile = folder.url.appending(path: "crash.json")
    let threads = try options.threads?.join(file: folder.url.appending(path: "threads"))
    defer { threads?.leave() }
    let process = try LessonProcess(
      LessonProcess.Setup(
        installation: installation, executable: executable,
        folder: URL(fileURLWithPath: lesson.path).deletingLastPathComponent().path,
        environment: try environment(crashFile: crashFile, threadsFile: threads?.file), limits: options.limits,
        cellSeconds: lesson.cells.map { $0.options.timeout ?? options.limits.cellSeconds },
        inlineValueCount: lesson.inlineValues.count, isCancelled: options.isCancelled),
      onEvent: { [onEvent] event in
        switch event {
        case .waitingForFit: threads?.lend()
        case .waitingEnded: threads?.takeBack()
        default: break
        }
        onEvent(.lesson(event))
      })
    let report = process.record()
    var recorder = process.recorder
    let autopsy = Autopsy(
      report: report, interruption: process.interruption, limits: options.limits, crash: CrashReport(file: crashFile),
      sources: build.sources)
    autopsy.conclude(&recorder)
    return (
      recorder, report ?? ProcessReport(ending: .signal(SIGKILL), cause: .none, cpuSeconds: 0, peakMemoryBytes: 0)
    )
  }

  private func environment(crashFile: URL, threadsFile: URL?) throws -> [String: String] {
    let context = LessonContext(
      eventsDescriptor: Supervisor.Place.events, language: lesson.frontMatter.language,
      dataFolder: options.dataFolder.map { URL(fileURLWithPath: $0).path }, requireData: options.requireData,
      oneBatch: options.oneBatch,
      modelCache: options.usesCache ? modelCache.path : nil, threadsFile: threadsFile?.path)
    var environment = ProcessInfo.processInfo.environment
    // Sets and dictionaries in the same order on every run.
    environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
    environment[LessonContext.environmentKey] = String(decoding: try JSONEncoder().encode(context), as: UTF8.self)
    return environment.merging(CrashReport.environment(writingTo: crashFile)) { $1 }
  }

  /// Models that another build of the engine trained may differ in bits: each build has a folder of its own.
  private var modelCache: URL {
    let stamp = FileStamp(installation.library).map { "\($0)" } ?? ""
    let build = SHA256.hexadecimal(of: Array(stamp.utf8)).prefix(16)
    return options.modelCacheFolder.appending(path: String(build))
  }

  private func lessonRun(_ recorder: RunRecorder, _ report: ProcessReport, _ build: LessonBuild?) -> LessonRun {
    let cells = recorder.cells.map(\.run)
    let ended = recorder.programFailure.map { [CellFailure(message: $0)] } ?? []
    let failures =
      ended
      + ((build?.rejectedInline ?? [:]).merging(inlineFailures(recorder)) { $1 }).sorted { $0.key < $1.key }.map(
        \.value)
    // A cell that was to run must have ended well, or in the error that its author expects.
    let isWell = zip(lesson.cells, cells).allSatisfy { cell, run in
      !cell.options.eval || run.status == .ok || (run.status == .error && cell.options.error)
    }
    return LessonRun(
      status: isWell && failures.isEmpty ? .ok : .failed, parameters: parameters, cached: false,
      seconds: started.duration(to: .now) / .seconds(1), cpuSeconds: report.cpuSeconds,
      peakMemoryBytes: report.peakMemoryBytes, datasets: recorder.datasets, cells: cells,
      inlineValues: recorder.inlineValues, failures: failures, missingDatasets: recorder.missingDatasets,
      endingCell: recorder.endingCell)
  }

  private func inlineFailures(_ recorder: RunRecorder) -> [Int: CellFailure] {
    var failures: [Int: CellFailure] = [:]
    for value in lesson.inlineValues {
      guard let message = recorder.inlineFailures[value.index] else { continue }
      failures[value.index] = CellFailure(
        message: message, line: value.location.line, column: value.location.column)
    }
    return failures
  }
}
