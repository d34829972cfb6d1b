import Foundation

/// Where templates are looked for.
public enum TemplateFolders {
  /// The built-in folder, and after it `templates/` of the project in which the program was started, if it has one.
  public static func found(
    builtIn: URL, project: URL = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
  ) -> [URL] {
    let own = project.appending(path: "templates", directoryHint: .isDirectory)
    let isSame = own.resolvingSymlinksInPath().path == builtIn.resolvingSymlinksInPath().path
    return isSame || !FileManager.default.fileExists(atPath: own.path) ? [builtIn] : [builtIn, own]
  }

  /// The languages that these folders have words for, `en` and `es` among them, by name.
  public static func languages(in folders: [URL]) -> [String] {
    let files = folders.flatMap { folder in
      (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "labels").path)) ?? []
    }
    return Set(files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(".json".count)) }).sorted()
  }
}
