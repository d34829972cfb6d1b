import Foundation
import LessonEvents

/// How long lessons took last time, so that of many the longest start first.
public struct LessonDurations: Sendable {
  private let file: URL
  private var seconds: [String: Double]

  /// Reads what is known; nothing where there is no file, or a damaged one.
  public init(cacheFolder: URL = RunOptions.defaultCacheFolder) {
    file = cacheFolder.appending(path: "durations.json")
    let data = FileManager.default.contents(atPath: file.path) ?? Data()
    seconds = (try? JSONDecoder.forLessons.decode([String: Double].self, from: data)) ?? [:]
  }

  /// Last time's seconds of a report; infinite where it never ran, for that may be the longest.
  public func expected(path: String, report: String) -> Double {
    seconds[Self.key(path, report)] ?? .infinity
  }

  /// Notes the seconds of a report.
  public mutating func record(_ seconds: Double, path: String, report: String) {
    self.seconds[Self.key(path, report)] = seconds
  }

  /// Writes aside and renames. What cannot be written is no loss: the order of lessons changes no result.
  public func save() {
    guard let data = try? JSONEncoder.forLessons.encode(seconds),
      (try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)) != nil
    else { return }
    try? data.write(to: file, options: .atomic)
  }

  private static func key(_ path: String, _ report: String) -> String {
    "\(URL(fileURLWithPath: path).standardizedFileURL.path) \(report)"
  }
}
