import Foundation

/// What Swift's backtracer writes about a trap (`SWIFT_BACKTRACE`, JSON), as far as a lesson needs it.
struct CrashReport: Decodable {
  var description: String
  var threads: [Thread]

  struct Thread: Decodable {
    var crashed: Bool?
    var frames: [Frame]
  }

  struct Frame: Decodable {
    var sourceLocation: Location?
  }

  struct Location: Decodable {
    var file: String
    var line: Int
    var column: Int
  }

  /// The environment that makes a crashing process write its report to `file`.
  static func environment(writingTo file: URL) -> [String: String] {
    let settings = [
      "enable=yes", "format=json", "output-to=\(file.path)", "color=no", "registers=none", "images=none",
      "threads=crashed", "interactive=no", "warnings=suppressed", "limit=200",
    ]
    return ["SWIFT_BACKTRACE": settings.joined(separator: ",")]
  }

  /// `nil` where there was no crash, or the backtracer could not tell.
  init?(file: URL) {
    guard let data = try? Data(contentsOf: file), let report = try? JSONDecoder().decode(Self.self, from: data) else {
      return nil
    }
    self = report
  }

  /// The innermost place in one of the files.
  func place(in files: Set<String>) -> Location? {
    frames.lazy.compactMap(\.sourceLocation).first { location in
      files.contains { location.file == $0 || location.file.hasSuffix("/" + $0) }
    }
  }

  /// `arithmetic overflow`, for the traps that the compiler itself plants.
  var runtimeFailure: String? {
    let prefix = "Swift runtime failure: "
    return description.hasPrefix(prefix) ? String(description.dropFirst(prefix.count)) : nil
  }

  private var frames: [Frame] { threads.first { $0.crashed == true }?.frames ?? [] }
}
