import Foundation
import LessonRunner
import Testing

@Suite struct InstallationTests {
  /// The compiler refuses a cache of modules that was filled at another place.
  @Test func aBuildThatWasCopiedFillsACacheOfModulesOfItsOwn() throws {
    let (one, other) = (try InstallationTrial(), try InstallationTrial())
    let caches = try [one, one, other].map { try $0.installation().moduleCache(orBelow: $0.folder) }
    #expect(caches[0] == caches[1])
    #expect(caches[0].path.hasPrefix(one.folder.appending(path: "home/.build").path))
    #expect(caches[0].lastPathComponent != caches[2].lastPathComponent)
  }

  @Test(arguments: InstallationTrial.modules + [InstallationTrial.engine])
  func aBuildIsWholeUntilAPartIsReplacedOrGone(part: String) throws {
    let trial = try InstallationTrial()
    let installation = try trial.installation()
    let stamps = installation.productStamps
    #expect(installation.isComplete(since: stamps))
    try trial.write(part, "another")
    #expect(!installation.isComplete(since: stamps))
    try FileManager.default.removeItem(at: trial.folder.appending(path: part))
    #expect(!installation.isComplete(since: installation.productStamps))
  }

  /// A module is newer than the library while a build is on its way from the one to the other.
  @Test func aBuildWithANewModuleAndAnOldLibraryIsNotWhole() throws {
    let trial = try InstallationTrial()
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -60)],
      ofItemAtPath: trial.folder.appending(path: InstallationTrial.engine).path)
    let installation = try trial.installation()
    #expect(!installation.isComplete(since: installation.productStamps))
  }

  @Test func aLessonThatMeetsABuildUnderWaySaysSo() async throws {
    let whole = try LessonTrial.installation()
    let products = FileManager.default.temporaryDirectory.appending(path: "cuaderno-products-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: products) }
    try FileManager.default.createDirectory(
      at: products.appending(path: "Modules"), withIntermediateDirectories: true)
    for name in ["libCuaderno.so", "cuaderno", "Modules/Cuaderno.swiftmodule"] {
      try FileManager.default.createSymbolicLink(
        at: products.appending(path: name), withDestinationURL: whole.products.appending(path: name))
    }
    let installation = try Installation(
      executable: products.appending(path: "cuaderno"),
      environment: [
        Installation.environmentKey: LessonTrial.packageFolder.path,
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
      ])
    let trial = try LessonTrial(cell("print(1)"))
    defer { try? FileManager.default.removeItem(at: trial.folder) }
    let error = await #expect(throws: RunnerError.self) {
      try await LessonRunner(installation: installation, options: trial.options).run(trial.lesson)
    }
    #expect(error == .buildUnderWay(folder: installation.products.path))
    #expect("\(error.map { "\($0)" } ?? "")".contains("is under way or was not finished; wait for its end"))
  }

  @Test func whereTheBuildCannotBeWrittenToTheCacheOfModulesIsTheUsers() throws {
    let trial = try InstallationTrial()
    try trial.write("home/.build/release/LessonModules")
    let cache = trial.folder.appending(path: "cache")
    #expect(try trial.installation().moduleCache(orBelow: cache).path.hasPrefix(cache.path + "/modules/"))
  }
}
