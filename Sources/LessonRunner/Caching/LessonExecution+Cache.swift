import Folders
import Foundation
import LessonDocument
import LessonEvents

extension LessonExecution {
  /// The lesson's key in the cache; `nil` where it takes no part in it.
  var cacheKey: String? {
    guard needsProgram, options.usesCache, lesson.frontMatter.execute.cache, !options.oneBatch else { return nil }
    return try? LessonCacheKey(lesson, parameters: parameters, installation: installation, options: options)?.digest()
  }

  /// The run as the cache holds it; `nil` where it must run again.
  func cachedRun(_ key: String) -> LessonRun? {
    switch cache.read(key) {
    case .missing:
      return nil
    case .damaged:
      onEvent(.warning("an entry of the cache in \(cache.folder.url.path) is damaged; the lesson runs again"))
      return nil
    case .found(let entry):
      guard entry.codeLines.count == lesson.cells.count, entry.run.cells.count == lesson.cells.count,
        entry.dataStamp == nil || entry.dataStamp == dataStamp, entry.inputs.isEmpty || entry.folder == folder,
        entry.inputs.allSatisfy(\.isUnchanged),
        !entry.run.datasets.contains(where: { $0.isStandIn && options.isToBeHad($0.name) })
      else { return nil }
      var run = entry.run.moved(from: entry.codeLines, to: lesson.cells)
      run.cached = true
      return run
    }
  }

  /// Keeps a run that went well, unless what it read has changed meanwhile.
  ///
  /// - Parameter stamp: the state of the folders of data sets before the run.
  func keep(_ run: LessonRun, inputs: Set<InputFile>, key: String, dataStamp stamp: String) {
    guard run.status == .ok, cacheKey == key else { return }
    let (usesData, dataStamp) = (!run.datasets.isEmpty || !run.missingDatasets.isEmpty, dataStamp)
    // What the run did without may have come since; what it fetched itself it has used.
    if stamp != dataStamp, run.datasets.contains(where: \.isStandIn) || !run.missingDatasets.isEmpty { return }
    // What is looked for among the downloads is in the stamp, which leaves out what a download in vain leaves there.
    let recorded = inputs.filter { !"\($0.path)/".hasPrefix("\(options.downloadFolder.path)/") }.sorted {
      $0.path < $1.path
    }
    .map { RecordedInput($0) }
    guard !recorded.contains(nil) else { return }
    // What was missing may be there the next time.
    let entry = LessonCache.Entry(
      run: run, codeLines: lesson.cells.map(\.codeLine), dataStamp: usesData ? dataStamp : nil,
      inputs: recorded.compactMap { $0 }, folder: folder)
    do {
      try cache.store(entry, key: key)
    } catch {
      onEvent(.warning("the cache in \(cache.folder.url.path) cannot be written: \(Reason.of(error))"))
    }
  }

  private var cache: LessonCache { LessonCache(folder: options.lessonCacheFolder) }

  /// The lesson's own folder.
  private var folder: String {
    URL(fileURLWithPath: lesson.path).deletingLastPathComponent().resolvingSymlinksInPath().path
  }

  /// State of the folders in which data sets are looked for.
  var dataStamp: String {
    let folders: [String?] = [
      options.dataFolder, ProcessInfo.processInfo.environment["CUADERNO_DATA"], options.downloadFolder.path,
    ]
    return folders.map { folder in
      guard let folder, !folder.isEmpty else { return "none" }
      // A folder may be named in several ways: `../data`, or by a link.
      let path = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
      return "\(path) \(FolderStamp(ofData: path).digest)"
    }.joined(separator: "\n")
  }
}
