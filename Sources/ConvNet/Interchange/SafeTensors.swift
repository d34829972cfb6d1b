import Foundation

/// The safetensors format (huggingface/safetensors): a JSON header with names, shapes and places, then the numbers.
struct SafeTensors {
  /// In the order of their places in the file.
  var tensors: [(name: String, tensor: Tensor)]
  /// Text by key.
  var metadata: [String: String] = [:]

  /// Bytes of the largest header that the format allows.
  private static let largestHeader = 100_000_000

  private struct Entry: Codable {
    var dtype: String
    var shape: [Int]
    /// Of the first byte and behind the last, counted from the end of the header.
    var offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  /// One value of the header: a tensor, or the metadata.
  private enum HeaderValue: Decodable {
    case entry(Entry)
    case metadata([String: String])

    init(from decoder: any Decoder) throws {
      if let entry = try? Entry(from: decoder) {
        self = .entry(entry)
      } else {
        self = .metadata(try [String: String](from: decoder))
      }
    }
  }

  /// The bytes of a file.
  func encode() throws -> Data {
    var entries: [String: Entry] = [:]
    var offset = 0
    for (name, tensor) in tensors {
      entries[name] = Entry(dtype: "F32", shape: tensor.shape, offsets: [offset, offset + tensor.count * 4])
      offset += tensor.count * 4
    }
    let encoder = JSONEncoder()
    // Sorted, so that the same tensors give the same bytes.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var header = try encoder.encode(entries)
    if !metadata.isEmpty {
      let text = Data("{\"__metadata__\":".utf8) + (try encoder.encode(metadata))
      header = entries.isEmpty ? text + Data("}".utf8) : text + Data(",".utf8) + header.dropFirst()
    }
    header.append(contentsOf: [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8))
    var data = Data()
    data.append(littleEndian: UInt64(header.count))
    data.append(header)
    for (_, tensor) in tensors { data.append(floats: tensor.values) }
    return data
  }

  init(tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// What the bytes of a file hold; every place is checked before anything is copied.
  init(decoding data: Data) throws(FileProblem) {
    guard let length = data.littleEndian(UInt64.self, at: 0) else { throw .notA(format: "safetensors") }
    guard length <= Self.largestHeader else { throw .notA(format: "safetensors") }
    let start = 8 + Int(length)
    guard start <= data.count else { throw .truncated(expected: start, actual: data.count) }
    let header: [String: HeaderValue]
    do {
      header = try JSONDecoder().decode(
        [String: HeaderValue].self, from: Data(data[data.startIndex + 8..<data.startIndex + start]))
    } catch {
      throw .badHeader("it is not the JSON of safetensors")
    }
    var entries: [(name: String, entry: Entry)] = []
    for (name, value) in header {
      switch value {
      case .entry(let entry): entries.append((name, entry))
      case .metadata(let texts) where name == "__metadata__": metadata = texts
      case .metadata: throw .badHeader("\(name) lacks dtype, shape or data_offsets")
      }
    }
    tensors = []
    var expectedStart = 0
    for (name, entry) in entries.sorted(by: { ($0.entry.offsets, $0.name) < ($1.entry.offsets, $1.name) }) {
      guard entry.dtype == "F32" else { throw .unsupportedType(found: entry.dtype, supported: "F32 (32-bit float)") }
      guard entry.offsets.count == 2, entry.shape.count <= Tensor.largestRank,
        let count = Tensor.count(of: entry.shape), count <= data.count,
        entry.offsets[0] == expectedStart, entry.offsets[1] == expectedStart + count * 4
      else { throw .badHeader("the place of \(name) does not go with its shape \(entry.shape)") }
      expectedStart = entry.offsets[1]
      guard expectedStart <= data.count - start else {
        throw .truncated(expected: start + expectedStart, actual: data.count)
      }
      let values = data.floats(start + entry.offsets[0]..<start + expectedStart)
      tensors.append((name, Tensor(uncheckedShape: entry.shape, values: values)))
    }
    guard start + expectedStart == data.count else {
      throw .badHeader("\(data.count - start - expectedStart) bytes belong to no tensor")
    }
  }
}

private func < (first: ([Int], String), second: ([Int], String)) -> Bool {
  if first.0 != second.0 { return first.0.lexicographicallyPrecedes(second.0) }
  return first.1 < second.1
}

extension Tensor {
  /// Reads all tensors of a safetensors file, by name: 32-bit floats.
  ///
  /// - Throws: ``ConvNetError/file(path:problem:)`` for a file that is missing, damaged, or of another type.
  public static func dictionary(safetensors path: String) throws -> [String: Tensor] {
    let file = try SafeTensors(path: path)
    return Dictionary(file.tensors.map { ($0.name, $0.tensor) }) { first, _ in first }
  }

  /// Writes tensors by name as a safetensors file.
  ///
  /// - Throws: ``ConvNetError/file(path:problem:)`` where the file cannot be written.
  public static func write(_ tensors: [String: Tensor], safetensors path: String) throws {
    let sorted = tensors.sorted { $0.key < $1.key }.map { (name: $0.key, tensor: $0.value) }
    try BinaryFile.write(SafeTensors(tensors: sorted).encode(), to: path)
  }
}

extension SafeTensors {
  /// - Throws: ``ConvNetError/file(path:problem:)`` for a file that is missing, damaged, or of another type.
  init(path: String) throws {
    let data = try BinaryFile.read(path)
    do {
      try self.init(decoding: data)
    } catch {
      throw ConvNetError.file(path: path, problem: error)
    }
  }
}
