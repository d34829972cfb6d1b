import Foundation

/// NumPy's `.npy` format, versions 1 to 3 (numpy.lib.format): 32-bit floats, read in C and in Fortran order, written in C order.
enum NPY {
  private static let magic = Data([0x93]) + Data("NUMPY".utf8)
  /// Bytes of the longest header that is read; those of numbers have about a hundred.
  private static let largestHeader = 1 << 16

  /// The bytes of a tensor as `numpy.save` writes them.
  static func encode(_ tensor: Tensor) -> Data {
    let lengths = tensor.shape.map(String.init).joined(separator: ", ") + (tensor.rank == 1 ? "," : "")
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(lengths)), }"
    // Numbers begin at a multiple of 64 bytes; the ten bytes before the header count too.
    header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
    var data = magic + Data([1, 0])
    data.append(littleEndian: UInt16(header.utf8.count))
    data.append(contentsOf: header.utf8)
    data.append(floats: tensor.values)
    return data
  }

  /// The tensor that the bytes of a file hold.
  static func decode(_ file: Data) throws(FileProblem) -> Tensor {
    let data = Data(file)
    guard data.count >= 10, data.prefix(6) == magic else { throw .notA(format: "NumPy (.npy)") }
    let start = data[6] == 1 ? 10 : 12
    guard (1...3).contains(data[6]) else { throw .badHeader("version \(data[6]) is not known") }
    let length =
      data[6] == 1
      ? data.littleEndian(UInt16.self, at: 8).map(Int.init) : data.littleEndian(UInt32.self, at: 8).map(Int.init)
    guard let length, length <= data.count - start else {
      throw .truncated(expected: start + (length ?? 0), actual: data.count)
    }
    guard length <= largestHeader else { throw .badHeader("it has \(length) bytes, far more than numbers need") }
    guard let header = String(data: data[start..<start + length], encoding: .utf8) else {
      throw .badHeader("it is no text")
    }
    let (shape, isFortran) = try shapeAndOrder(header)
    guard shape.count <= Tensor.largestRank else { throw .badHeader("\(shape.count) axes are too many") }
    guard let count = Tensor.count(of: shape), count <= (Int.max - start - length) / 4 else {
      throw .badHeader("the shape \(shape) is too large")
    }
    let (first, expected) = (start + length, start + length + count * 4)
    guard data.count >= expected else { throw .truncated(expected: expected, actual: data.count) }
    guard data.count == expected else { throw .badHeader("\(data.count - expected) bytes follow the numbers") }
    let values = data.floats(first..<expected)
    return Tensor(uncheckedShape: shape, values: isFortran ? reordered(values, shape) : values)
  }

  /// Numbers in Fortran order, where the first axis runs fastest, in C order. An array that NumPy has transposed (`kernel.T`) is
  /// written so.
  private static func reordered(_ values: [Float], _ shape: [Int]) -> [Float] {
    var steps: [Int] = []
    for axis in shape.indices { steps.append(axis == 0 ? 1 : steps[axis - 1] * shape[axis - 1]) }
    var (index, source) = ([Int](repeating: 0, count: shape.count), 0)
    return values.indices.map { _ in
      let value = values[source]
      for axis in shape.indices.reversed() {
        index[axis] += 1
        source += steps[axis]
        if index[axis] < shape[axis] { break }
        source -= shape[axis] * steps[axis]
        index[axis] = 0
      }
      return value
    }
  }

  /// The shape that a header names, and whether the first axis runs fastest, after checking the type:
  /// `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`.
  private static func shapeAndOrder(_ header: String) throws(FileProblem) -> (shape: [Int], isFortran: Bool) {
    guard let type = header.firstMatch(of: /'descr'\s*:\s*'([^']*)'/)?.output.1,
      let order = header.firstMatch(of: /'fortran_order'\s*:\s*(True|False)/)?.output.1,
      let lengths = header.firstMatch(of: /'shape'\s*:\s*\(([0-9,\s]*)\)/)?.output.1
    else { throw .badHeader("it does not name descr, fortran_order and shape") }
    guard type == "<f4" else { throw .unsupportedType(found: String(type), supported: "<f4 (32-bit float)") }
    var shape: [Int] = []
    for part in lengths.split(separator: ",") {
      let text = part.trimmingCharacters(in: .whitespaces)
      guard !text.isEmpty else { continue }
      guard let length = Int(text) else { throw .badHeader("\(text) is no length") }
      shape.append(length)
    }
    return (shape, order == "True")
  }
}

extension Tensor {
  /// Reads a tensor from a NumPy file of 32-bit floats, as `numpy.save` writes them.
  ///
  /// - Throws: ``ConvNetError/file(path:problem:)`` for a file that is missing, damaged, or of another type.
  public init(npy path: String) throws {
    let data = try BinaryFile.read(path)
    do {
      self = try NPY.decode(data)
    } catch {
      throw ConvNetError.file(path: path, problem: error)
    }
  }

  /// Writes the tensor as a NumPy file: 32-bit floats in C order, as `numpy.load` reads them.
  ///
  /// - Throws: ``ConvNetError/file(path:problem:)`` where the file cannot be written.
  public func write(npy path: String) throws {
    try BinaryFile.write(NPY.encode(self), to: path)
  }
}
