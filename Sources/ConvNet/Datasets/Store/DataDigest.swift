import Digests
import Foundation
import Synchronization

/// The SHA-256 of a data set, computed when it is first asked for.
final class DataDigest: Sendable {
  private let compute: @Sendable () -> String
  private let known = Mutex<String?>(nil)

  init(_ compute: @escaping @Sendable () -> String) { self.compute = compute }

  var hexadecimal: String {
    known.withLock { known in
      if let known { return known }
      let computed = compute()
      known = computed
      return computed
    }
  }

  /// Of the lines `digest  name` that `sha256sum` prints for the files, in alphabetical order of their names.
  static func ofFiles(_ digests: [(name: String, digest: String)]) -> String {
    let lines = digests.sorted { $0.name < $1.name }.map { "\($0.digest)  \($0.name)\n" }
    return SHA256.hexadecimal(of: Array(lines.joined().utf8))
  }

  /// Of the bytes of images and labels, a byte each where no label needs more.
  static func ofExamples(_ stores: [ExampleStore]) -> String {
    var hash = SHA256()
    for store in stores {
      for index in 0..<store.count { hash.update(store.bytes(index)) }
      let isWide = store.labels.contains { $0 > 255 }
      for byte in 0..<(isWide ? 4 : 1) { hash.update(store.labels.map { UInt8(truncatingIfNeeded: $0 >> (8 * byte)) }) }
    }
    return hash.hexadecimal()
  }
}
