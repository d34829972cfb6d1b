import Digests
import Foundation
import LessonEvents
import Synchronization

/// The file of an entry: a line with the digest of what follows and the length of the JSON, the JSON, and behind it the
/// pixels of all figures, which the JSON names by place and length: as base64 they would take most of the time to read.
extension LessonCache {
  static func text(of entry: Entry) throws -> Data {
    let pixels = Mutex(Data())
    let encoder = JSONEncoder.forLessons
    encoder.dataEncodingStrategy = .custom { data, encoder in
      let first = pixels.withLock { pixels in
        defer { pixels.append(data) }
        return pixels.count
      }
      var place = encoder.unkeyedContainer()
      try place.encode(first)
      try place.encode(data.count)
    }
    let json = try encoder.encode(entry)
    let contents = json + pixels.withLock { $0 }
    return Data("\(heading) \(digest(of: contents)) \(json.count)\n".utf8) + contents
  }

  /// `nil` where the file is not whole.
  static func entry(in file: Data) -> Entry? {
    guard let end = file.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let contents = file[(end + 1)...]
    let words = String(decoding: file[..<end], as: UTF8.self).split(separator: " ")
    guard let length = words.last.flatMap({ Int($0) }), (0...contents.count).contains(length),
      words.dropLast().joined(separator: " ") == "\(heading) \(digest(of: contents))"
    else { return nil }
    let pixels = contents.dropFirst(length)
    let decoder = JSONDecoder.forLessons
    decoder.dataDecodingStrategy = .custom { decoder in
      var place = try decoder.unkeyedContainer()
      let (first, count) = (try place.decode(Int.self), try place.decode(Int.self))
      guard first >= 0, count >= 0, count <= pixels.count, first <= pixels.count - count else {
        throw DecodingError.dataCorruptedError(in: place, debugDescription: "there are no such pixels")
      }
      return Data(pixels.dropFirst(first).prefix(count))
    }
    return try? decoder.decode(Entry.self, from: contents.prefix(length))
  }

  private static func digest(of contents: Data) -> String {
    var digest = ContentDigest()
    contents.withUnsafeBytes { digest.update($0) }
    return digest.hexadecimal()
  }
}
