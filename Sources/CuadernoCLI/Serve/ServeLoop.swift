import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import LessonRunner
import Synchronization

/// Keeps the reports of lessons that change up to date: each change runs the lessons it concerns, and no others.
final class ServeLoop: Sendable {
  /// What the runs have left so far.
  private struct Results {
    var byName: [String: JobResult] = [:]
    /// What each report was written from, to write it again when only a template has changed.
    var sources: [String: (lesson: Lesson, run: LessonRun)] = [:]
    /// The round in which each lesson was started last: an earlier one may end later.
    var newest: [String: ObjectIdentifier] = [:]
    var writer: ReportWriter
    /// Whether the course page lags behind.
    var isStale = true
  }

  /// Lessons that were started together.
  private final class Round: RunObserver {
    let paths: Set<String>
    private let stopped = Mutex<Set<String>>([])
    private let isOver = Atomic(false)
    /// Runs that have not ended, by lesson; a lesson of a sweep has several.
    private let running: Mutex<[String: Int]>

    init(_ paths: Set<String>) {
      self.paths = paths
      running = Mutex(Dictionary(uniqueKeysWithValues: paths.map { ($0, 1) }))
    }

    /// Takes the runs that there will be.
    func expect(_ jobs: [RunSession.Job]) {
      running.withLock { $0 = Dictionary(jobs.map { ($0.file.path, 1) }, uniquingKeysWith: +) }
    }

    /// Lessons that still run, or wait for their turn.
    var unfinished: Set<String> { running.withLock { Set($0.keys) } }

    func update(_ job: RunSession.Job, _ event: RunnerEvent) {}

    func finish(_ result: JobResult) {
      running.withLock { running in
        let left = (running[result.path] ?? 1) - 1
        running[result.path] = left > 0 ? left : nil
      }
    }

    func stop(_ paths: Set<String>) { stopped.withLock { $0.formUnion(paths) } }
    func isStopped(_ path: String) -> Bool { stopped.withLock { $0.contains(path) } }
    func end() { isOver.store(true, ordering: .releasing) }
    var hasEnded: Bool { isOver.load(ordering: .acquiring) }
  }

  let live = LiveState()
  private let paths: [String]
  private let flags: RunFlags
  private let parameters: [ParameterAssignment]
  private let installation: Installation
  private let templates: [URL]
  private let makeWriter: @Sendable () throws -> ReportWriter
  private let observers: [any RunObserver]
  private let results: Mutex<Results>

  /// Throws `ReportError` for templates that are wrong from the start, and for an output that cannot be written;
  /// `ParameterError` for parameters that are not of their form.
  init(
    paths: [String], flags: RunFlags, installation: Installation, output: URL, templates: [URL],
    observers: [any RunObserver]
  ) throws {
    self.paths = paths
    self.flags = flags
    parameters = try flags.assignments()
    self.installation = installation
    self.templates = templates
    self.observers = observers
    let cache = flags.noCache ? nil : RunOptions.defaultPageCacheFolder
    makeWriter = { try ReportWriter(templates: templates, output: output, cache: cache) }
    let writer = try makeWriter()
    try writer.checkOutput()
    results = Mutex(Results(writer: writer))
  }

  /// Watches and runs until Ctrl-C; all lessons have ended when it returns.
  func run() async {
    var watch = LessonWatch(paths: paths, templates: templates, parameters: parameters)
    var rounds: [(round: Round, task: Task<Void, Never>)] = []
    var waiting: Set<String> = []
    /// Lessons that run again because of what they may have written themselves.
    var repeated: Set<String> = []
    /// At which look each lesson had ended.
    var ended: [String: Int] = [:]
    /// Lessons that ran at the last look.
    var running: Set<String> = []
    var looks = 0
    while !Interruption.isRequested {
      let began = ContinuousClock.now
      rounds.removeAll { $0.round.hasEnded }
      let stillRunning = Set(rounds.flatMap(\.round.unfinished))
      for path in running.subtracting(stillRunning) { ended[path] = looks }
      running = stillRunning
      if let changes = watch.look() {
        if changes.templates { renewTemplates() }
        forget(changes.removed)
        waiting.formUnion(changes.lessons)
        for (round, _) in rounds { round.stop(changes.lessons.union(changes.removed)) }
        repeated.subtract(changes.lessons)
        for path in changes.inputs {
          // A lesson may write what it names: after such a run it runs once more, not for ever.
          let isOwn = running.contains(path) || looks - (ended[path] ?? -100) < 5
          if !isOwn { repeated.remove(path) }
          if !isOwn || repeated.insert(path).inserted { waiting.insert(path) }
        }
      }
      // A lesson that is being stopped starts again when it has ended.
      let ready = waiting.subtracting(running)
      if !ready.isEmpty {
        waiting.subtract(ready)
        let round = Round(ready)
        results.withLock { for path in ready { $0.newest[path] = ObjectIdentifier(round) } }
        rounds.append((round, Task { await self.start(round) }))
        running.formUnion(ready)
      }
      writePages()
      looks += 1
      if looks % 64 == 0 { live.poke() }
      // Looking takes no more than a tenth of the time, however many files there are.
      try? await Task.sleep(for: max(.milliseconds(150), began.duration(to: .now) * 10))
    }
    for (_, task) in rounds { await task.value }
    writePages()
  }

  private func start(_ round: Round) async {
    defer { round.end() }
    do {
      let files = try LessonFile.present(paths).filter { round.paths.contains($0.path) }
      let session = try RunSession(
        files: files, flags: flags, installation: installation, observers: observers + [live, round],
        isStopped: { Interruption.isRequested || round.isStopped($0) })
      live.notice(nil, of: .lessons)
      round.expect(session.jobs)
      let outcome = await session.run { lesson, run, name in try self.write(lesson, run, name) }
      results.withLock { results in
        for result in outcome.results
        where !result.isInterrupted && results.newest[result.path] == ObjectIdentifier(round) {
          results.byName[result.name] = result
        }
        results.isStale = true
      }
    } catch {
      // The lesson went away meanwhile, or its parameters do not fit those of the command line any more.
      StandardError.write("\(error)")
      live.notice("\(error)", of: .lessons)
    }
  }

  private func write(_ lesson: Lesson, _ run: LessonRun, _ name: String) throws -> ReportSummary {
    let writer = results.withLock { results in
      results.sources[name] = (lesson, run)
      return results.writer
    }
    return try writer.write(lesson, run: run, name: name)
  }

  /// Writes all reports again from what their runs left: nothing is run.
  private func renewTemplates() {
    do {
      let writer = try makeWriter()
      let sources = results.withLock { results in
        results.writer = writer
        results.isStale = true
        return results.sources
      }
      for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
        _ = try writer.write(source.lesson, run: source.run, name: name)
        live.renew(name)
      }
      live.notice(nil, of: .templates)
    } catch {
      StandardError.write("\(error)")
      live.notice("\(error)", of: .templates)
    }
  }

  private func forget(_ paths: Set<String>) {
    guard !paths.isEmpty else { return }
    let names = results.withLock { results in
      let names = results.byName.filter { paths.contains($0.value.path) }.map(\.key)
      for name in names {
        results.byName[name] = nil
        results.sources[name] = nil
      }
      results.isStale = true
      return names
    }
    for name in names { live.forget(name) }
  }

  /// Writes the page of the course and those of sweeps, where they lag behind.
  private func writePages() {
    let (isStale, all, writer) = results.withLock { results in
      defer { results.isStale = false }
      return (results.isStale, results.byName.values.sorted { $0.name < $1.name }, results.writer)
    }
    guard isStale, !all.isEmpty else { return }
    do {
      var reports = all.map(\.courseEntry)
      for page in try SweepPage.pages(of: all, by: writer) {
        reports.append(try writer.write(page.lesson, run: page.run, name: page.name))
        live.renew(page.name)
      }
      try writer.writeCourse(reports)
      live.renew()
      live.notice(nil, of: .course)
    } catch {
      StandardError.write("\(error)")
      live.notice("\(error)", of: .course)
    }
  }
}
