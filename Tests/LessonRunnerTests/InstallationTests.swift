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

  @Test func whereTheBuildCannotBeWrittenToTheCacheOfModulesIsTheUsers() throws {
    let trial = try InstallationTrial()
    try trial.write("home/.build/release/LessonModules")
    let cache = trial.folder.appending(path: "cache")
    #expect(try trial.installation().moduleCache(orBelow: cache).path.hasPrefix(cache.path + "/modules/"))
  }
}
