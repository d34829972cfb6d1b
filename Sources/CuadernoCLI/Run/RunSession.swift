import ArgumentParser
import ConvNet
import Folders
import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import LessonRunner

/// The runs of all lessons that one call of the command line asks for.
struct RunSession {
  /// One lesson to run, or what is wrong with it.
  struct Job: Sendable {
    var file: LessonFile
    var content: Result<Lesson, LessonErrors>
    var parameters: [String: ParameterValue]
    /// The report's folder: the lesson's name, and below it the values of a sweep.
    var name: String
    /// The parameters that take several values in this call, with this run's.
    var sweptValues: [(name: String, value: ParameterValue)] = []
  }

  typealias Reporting = @Sendable (Lesson, LessonRun, String) throws -> ReportSummary

  let jobs: [Job]
  let runner: LessonRunner
  let width: Int
  let failFast: Bool
  let observers: [any RunObserver]
  /// Whether the lesson at a path is to be stopped.
  let isStopped: @Sendable (String) -> Bool

  /// Reads the lessons and checks what the command line says about them.
  ///
  /// - Parameter checksNames: whether a parameter that none of these lessons declares is wrong usage; what a lesson that cannot
  ///   be read declares nobody knows.
  ///
  /// Throws `ExitCode` for an input that is not there and `ValidationError` for wrong usage.
  init(
    files: [LessonFile], flags: RunFlags, oneBatch: Bool = false, installation: Installation,
    observers: [any RunObserver] = [], checksNames: Bool = false,
    isStopped: @escaping @Sendable (String) -> Bool = { _ in Interruption.isRequested }
  ) throws {
    if let data = flags.data, !FileManager.default.fileExists(atPath: data) {
      StandardError.write("Error: the folder of data sets '\(data)' is not there")
      throw ExitCode.inputMissing
    }
    do {
      try Engine.checkEnvironment()
    } catch {
      throw ValidationError(error.description)
    }
    let languages = TemplateFolders.languages(in: TemplateFolders.found(builtIn: installation.templates))
    let contents = files.map { ($0, Self.read($0, languages: languages)) }
    let lessons = contents.compactMap { try? $0.1.get() }
    do {
      let assignments = try flags.assignments()
      if checksNames, lessons.count == files.count { try ParameterSweep.check(assignments, against: lessons) }
      jobs = try contents.flatMap { file, content -> [Job] in
        guard let lesson = try? content.get() else {
          return [Job(file: file, content: content, parameters: [:], name: file.name)]
        }
        let sweep = try ParameterSweep(assignments, for: lesson)
        return sweep.points.map { point in
          Job(
            file: file, content: content, parameters: point.dictionary,
            name: ([file.name] + point.folderName(of: sweep.sweptNames)).joined(separator: "/"),
            sweptValues: point.values.filter { sweep.sweptNames.contains($0.name) })
        }
      }
    } catch let error as ParameterError {
      throw ValidationError(error.description)
    }
    let cores = ProcessInfo.processInfo.activeProcessorCount
    width = min(flags.jobs ?? cores, max(1, jobs.count))
    failFast = flags.failFast
    var options = RunOptions(
      limits: RunLimits(lessonSeconds: flags.lessonTimeout), dataFolder: flags.data, requireData: flags.requireData,
      oneBatch: oneBatch, usesCache: !flags.noCache,
      isToBeHad: MissingDatasets(lookup: DatasetLookup(folder: flags.data)).isToBeHad)
    if let seconds = flags.timeout { options.limits.cellSeconds = seconds }
    if let memory = flags.memory { options.limits.memoryBytes = memory << 20 }
    if ProcessInfo.processInfo.environment["CUADERNO_THREADS"] == nil { options.threads = Self.threads }
    self.observers = observers
    self.isStopped = isStopped
    runner = LessonRunner(installation: installation, options: options)
  }

  /// Runs all lessons, `width` at a time and the longest of last time first, and hands each that ends to `report`.
  ///
  /// - Parameter prepare: is told of a lesson when it begins, to do meanwhile what its report will need.
  func run(
    preparing prepare: @escaping @Sendable (Lesson) -> Void = { _ in }, _ report: @escaping Reporting
  ) async -> SessionOutcome {
    let began = ContinuousClock.now
    var durations = LessonDurations()
    let expected = jobs.map { durations.expected(path: $0.file.path, report: $0.name) }
    var waiting = jobs.indices.sorted { expected[$0] == expected[$1] ? $0 < $1 : expected[$0] > expected[$1] }[...]
    var results: [(index: Int, result: JobResult)] = []
    await withTaskGroup(of: (Int, JobResult).self) { group in
      for index in waiting.prefix(width) { add(index, to: &group, prepare, report) }
      waiting = waiting.dropFirst(width)
      for await (index, result) in group {
        results.append((index, result))
        for observer in observers { observer.finish(result) }
        if let run = result.run, !run.cached {
          durations.record(run.seconds, path: result.path, report: result.name)
        }
        if Interruption.isRequested || (failFast && !result.isGood) {
          waiting = []
        } else if let next = waiting.popFirst() {
          add(next, to: &group, prepare, report)
        }
      }
    }
    if results.contains(where: { $0.result.run?.cached == false }) {
      durations.save()
      runner.dropOldest()
    }
    runner.removeAbandoned()
    return SessionOutcome(
      results.sorted { $0.index < $1.index }.map(\.result), jobCount: jobs.count,
      seconds: began.duration(to: .now) / .seconds(1))
  }

  private func add(
    _ index: Int, to group: inout TaskGroup<(Int, JobResult)>, _ prepare: @escaping @Sendable (Lesson) -> Void,
    _ report: @escaping Reporting
  ) {
    let job = jobs[index]
    let (runner, observers, isStopped) = (runner, observers, isStopped)
    group.addTask {
      if let lesson = try? job.content.get() { prepare(lesson) }
      let result = await job.run(by: runner, report, isStopped: { isStopped(job.file.path) }) { event in
        for observer in observers { observer.update(job, event) }
      }
      return (index, result)
    }
  }

  /// One for all sessions: `serve` may have several at a time.
  private static let threads = ThreadBudget(threads: ProcessInfo.processInfo.activeProcessorCount)

  private static func read(_ file: LessonFile, languages: [String]) -> Result<Lesson, LessonErrors> {
    Result { () throws(LessonErrors) in
      let data: Data
      do {
        data = try Data(contentsOf: URL(fileURLWithPath: file.path))
      } catch {
        let kind = Diagnostic.Kind.unreadable(reason: Reason.of(error))
        throw LessonErrors(
          diagnostics: [Diagnostic(.error, kind, path: file.path, location: SourceLocation(line: 1, column: 1))])
      }
      return try LessonParser.parse(path: file.path, contents: data, languages: languages)
    }
  }
}
