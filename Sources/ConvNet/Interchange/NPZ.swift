import CZlib
import Foundation

/// NumPy's `.npz`: a ZIP archive of `.npy` files, stored or deflated (PKWARE's APPNOTE 6.3).
enum NPZ {
  private static let localSignature: UInt32 = 0x0403_4B50
  private static let centralSignature: UInt32 = 0x0201_4B50
  private static let endSignature: UInt32 = 0x0605_4B50
  /// Bytes that any archive may unpack to, however well it packs: numbers that are not all alike stay below 20 to 1.
  private static let largestInflated = 1 << 30

  /// The bytes of an archive as `numpy.savez` writes it, nothing deflated.
  static func encode(_ tensors: [(name: String, tensor: Tensor)]) throws(FileProblem) -> Data {
    guard tensors.count < UInt16.max else {
      throw .unwritable("an .npz of more than 65,534 tensors needs ZIP64; write a safetensors file")
    }
    var data = Data()
    var directory = Data()
    for (name, tensor) in tensors {
      let file = NPY.encode(tensor)
      let path = Data("\(name).npy".utf8)
      guard path.count <= UInt16.max else { throw .unwritable("a name is longer than 65,531 bytes") }
      // Beside the file, its name stands before it and in the directory, which ends the archive.
      guard data.count + directory.count + file.count + 2 * path.count + 256 < UInt32.max else {
        throw .unwritable("an .npz above 4 GB needs ZIP64; write .npy or safetensors files")
      }
      var entry = Data()
      // Version 2.0, names in UTF-8, stored, the first day that the format knows.
      for field in [20, 0x0800, 0, 0, 0x21] as [UInt16] { entry.append(littleEndian: field) }
      for field in [checksum(file), UInt32(file.count), UInt32(file.count)] { entry.append(littleEndian: field) }
      entry.append(littleEndian: UInt16(path.count))
      entry.append(littleEndian: UInt16(0))

      directory.append(littleEndian: centralSignature)
      directory.append(littleEndian: UInt16(20))
      directory.append(entry)
      directory.append(contentsOf: [UInt8](repeating: 0, count: 10))
      directory.append(littleEndian: UInt32(data.count))
      directory.append(path)

      data.append(littleEndian: localSignature)
      data.append(entry)
      data.append(path)
      data.append(file)
    }
    let start = data.count
    data.append(directory)
    data.append(littleEndian: endSignature)
    for field in [0, 0, UInt16(tensors.count), UInt16(tensors.count)] { data.append(littleEndian: field) }
    for field in [UInt32(directory.count), UInt32(start)] { data.append(littleEndian: field) }
    data.append(littleEndian: UInt16(0))
    return data
  }

  /// The tensors of an archive, by name without `.npy`.
  static func decode(_ data: Data) throws(FileProblem) -> [String: Tensor] {
    // The end record is 22 bytes and a comment of at most 65,535.
    let earliest = max(0, data.count - 22 - 65_535)
    guard data.count >= 22,
      let end = stride(from: data.count - 22, through: earliest, by: -1).first(where: {
        data.littleEndian(UInt32.self, at: $0) == endSignature
      }),
      let count = data.littleEndian(UInt16.self, at: end + 10), let start = data.littleEndian(UInt32.self, at: end + 16)
    else { throw .notA(format: "NumPy (.npz)") }
    var entries: [ZipEntry] = []
    var place = Int(start)
    for _ in 0..<count {
      entries.append(try ZipEntry(data, at: place))
      place = entries[entries.count - 1].next
    }
    try refuseBomb(entries, bytes: data.count)
    var tensors: [String: Tensor] = [:]
    for entry in entries where entry.name.hasSuffix(".npy") {
      tensors[String(entry.name.dropLast(4))] = try NPY.decode(try entry.contents(data))
    }
    return tensors
  }

  /// Refuses an archive whose entries share bytes, or that would take many times its size in memory.
  private static func refuseBomb(_ entries: [ZipEntry], bytes: Int) throws(FileProblem) {
    guard entries.reduce(0, { $0 + $1.packed }) <= bytes else {
      throw .badHeader("the files of the archive lie on top of each other")
    }
    let unpacked = entries.reduce(0) { $0 + $1.unpacked }
    guard unpacked <= max(largestInflated, 20 * bytes) else {
      throw .badHeader("\(bytes) bytes would unpack to \(unpacked)")
    }
  }

  static func checksum(_ data: Data) -> UInt32 {
    data.withUnsafeBytes { bytes in
      UInt32(truncatingIfNeeded: crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
    }
  }

  /// One file of an archive, as the central directory names it.
  private struct ZipEntry {
    let name: String
    let method: UInt16
    let crc: UInt32
    let packed: Int
    let unpacked: Int
    let local: Int
    /// Where the next entry of the directory begins.
    let next: Int

    init(_ data: Data, at place: Int) throws(FileProblem) {
      guard data.littleEndian(UInt32.self, at: place) == centralSignature,
        let method = data.littleEndian(UInt16.self, at: place + 10),
        let crc = data.littleEndian(UInt32.self, at: place + 16),
        let packed = data.littleEndian(UInt32.self, at: place + 20),
        let unpacked = data.littleEndian(UInt32.self, at: place + 24),
        let nameLength = data.littleEndian(UInt16.self, at: place + 28),
        let extraLength = data.littleEndian(UInt16.self, at: place + 30),
        let commentLength = data.littleEndian(UInt16.self, at: place + 32),
        let local = data.littleEndian(UInt32.self, at: place + 42),
        place + 46 + Int(nameLength) <= data.count
      else { throw .badHeader("the directory of the archive is damaged") }
      guard packed != .max, unpacked != .max, local != .max else {
        throw .badHeader("an archive above 4 GB is not read; use .npy or safetensors files")
      }
      let start = data.startIndex + place + 46
      name = String(decoding: data[start..<start + Int(nameLength)], as: UTF8.self)
      (self.method, self.crc, self.packed, self.unpacked) = (method, crc, Int(packed), Int(unpacked))
      self.local = Int(local)
      next = place + 46 + Int(nameLength) + Int(extraLength) + Int(commentLength)
    }

    func contents(_ data: Data) throws(FileProblem) -> Data {
      guard data.littleEndian(UInt32.self, at: local) == localSignature,
        let nameLength = data.littleEndian(UInt16.self, at: local + 26),
        let extraLength = data.littleEndian(UInt16.self, at: local + 28)
      else { throw .badHeader("\(name) is not where the directory says") }
      let start = local + 30 + Int(nameLength) + Int(extraLength)
      guard start + packed <= data.count else { throw .truncated(expected: start + packed, actual: data.count) }
      let bytes = Data(data[data.startIndex + start..<data.startIndex + start + packed])
      let result: Data
      switch method {
      case 0: result = bytes
      case 8: result = try inflated(bytes)
      default: throw .unsupportedType(found: "compression \(method)", supported: "stored or deflated files")
      }
      guard result.count == unpacked, NPZ.checksum(result) == crc else {
        throw .badHeader("the checksum of \(name) does not fit its contents")
      }
      return result
    }

    private func inflated(_ bytes: Data) throws(FileProblem) -> Data {
      // Deflate packs to a thousandth at most: a header that claims more is hostile, and gets no memory.
      guard unpacked / 1100 <= packed else { throw .badHeader("\(name) claims \(unpacked) bytes from \(packed)") }
      var stream = z_stream()
      guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
        throw .unreadable("zlib does not start")
      }
      defer { inflateEnd(&stream) }
      var result = Data(count: unpacked)
      var input = bytes
      let status = input.withUnsafeMutableBytes { source in
        result.withUnsafeMutableBytes { target in
          stream.next_in = source.bindMemory(to: UInt8.self).baseAddress
          stream.avail_in = UInt32(source.count)
          stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
          stream.avail_out = UInt32(target.count)
          return inflate(&stream, Z_FINISH)
        }
      }
      guard status == Z_STREAM_END, stream.avail_out == 0 else { throw .badHeader("\(name) is damaged") }
      return result
    }
  }
}

extension Tensor {
  /// Reads all tensors of a NumPy archive, by name, as `numpy.savez` and `numpy.savez_compressed` write them.
  ///
  /// - Throws: ``ConvNetError/file(path:problem:)`` for a file that is missing, damaged, or of another type.
  public static func dictionary(npz path: String) throws -> [String: Tensor] {
    let data = try BinaryFile.read(path)
    do {
      return try NPZ.decode(data)
    } catch {
      throw ConvNetError.file(path: path, problem: error)
    }
  }

  /// Writes tensors by name as a NumPy archive, as `numpy.load` reads it.
  ///
  /// - Throws: ``ConvNetError/file(path:problem:)`` where the file cannot be written.
  public static func write(_ tensors: [String: Tensor], npz path: String) throws {
    let data: Data
    do {
      data = try NPZ.encode(tensors.sorted { $0.key < $1.key }.map { (name: $0.key, tensor: $0.value) })
    } catch {
      throw ConvNetError.file(path: path, problem: error)
    }
    try BinaryFile.write(data, to: path)
  }
}
