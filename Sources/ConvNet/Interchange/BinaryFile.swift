import Foundation

/// Whole files in and out, with errors that name them.
enum BinaryFile {
  /// The bytes of a file, mapped where that is safe.
  ///
  /// - Throws: ``ConvNetError/file(path:problem:)``.
  static func read(_ path: String) throws(ConvNetError) -> Data {
    EngineEnvironment.current.inputOpened?(path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .file(path: path, problem: .missing)
    }
    guard !isFolder.boolValue else { throw .file(path: path, problem: .unreadable("it is a folder")) }
    // A device or a pipe may never end.
    let type =
      try? FileManager.default.attributesOfItem(atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)[
        .type] as? FileAttributeType
    guard type == .typeRegular else { throw .file(path: path, problem: .unreadable("it is no ordinary file")) }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw .file(path: path, problem: .unreadable(error.localizedDescription))
    }
  }

  /// Writes a file aside and puts it in its place when it is whole.
  ///
  /// - Throws: ``ConvNetError/file(path:problem:)``.
  static func write(_ data: Data, to path: String) throws(ConvNetError) {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .file(path: path, problem: .unwritable(error.localizedDescription))
    }
  }
}

extension Data {
  /// A little-endian number at a place counted from the beginning; `nil` where the data end before it does.
  func littleEndian<T: FixedWidthInteger>(_ type: T.Type, at place: Int) -> T? {
    guard place >= 0, place <= count - MemoryLayout<T>.size else { return nil }
    return withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: T.self)) }
  }

  /// Adds a number, little-endian.
  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Little-endian 32-bit floats from a range of bytes counted from the beginning.
  func floats(_ range: Range<Int>) -> [Float] {
    withUnsafeBytes { bytes in
      stride(from: range.lowerBound, to: range.upperBound, by: 4).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      }
    }
  }

  /// Adds floats, 32 bits each, little-endian.
  mutating func append(floats values: [Float]) {
    values.map(\.bitPattern.littleEndian).withUnsafeBytes { append(contentsOf: $0) }
  }
}
