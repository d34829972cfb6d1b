/// An array in the IDX format: two zeros, the type of its values, the number of axes, the length of each axis as a
/// big-endian 32-bit number, then the values, big-endian, row-major (Y. LeCun, C. Cortes, C. Burges, "The MNIST database").
struct IDXFile {
  /// Type of the values, by its code in the file.
  enum ValueType: UInt8 {
    case unsignedByte = 0x08
    case signedByte = 0x09
    case int16 = 0x0B
    case int32 = 0x0C
    case float32 = 0x0D
    case float64 = 0x0E

    /// Bytes a value.
    var size: Int {
      switch self {
      case .unsignedByte, .signedByte: 1
      case .int16: 2
      case .int32, .float32: 4
      case .float64: 8
      }
    }
  }

  /// The most bytes of values that are taken in: 16 GiB.
  static let limit = 1 << 34

  let path: String
  let type: ValueType
  /// Length of each axis.
  let shape: [Int]
  /// The values as the file holds them.
  let block: ByteBlock
  /// Bytes before the first value.
  let headerSize: Int
  /// SHA-256 of the file.
  let digest: String

  var count: Int { shape.reduce(1, *) }

  /// Reads a file, plain or packed by gzip; memory is taken only for what the file can hold.
  init(_ path: String) throws(DatasetError) {
    let file = try DataFile(path)
    let magic = try file.bytes(4, "the beginning of an IDX file")
    guard magic[0] == 0, magic[1] == 0, let type = ValueType(rawValue: magic[2]) else {
      throw .damaged(file: path, offset: 0, problem: .magic(expected: "an IDX file", found: magic))
    }
    let axes = Int(magic[3])
    guard (1...8).contains(axes) else {
      throw .damaged(file: path, offset: 3, problem: .axes(expected: "1 to 8", found: axes))
    }
    let header = try file.bytes(4 * axes, "the sizes of \(axes) axes")
    let shape = (0..<axes).map { axis in header[axis * 4..<axis * 4 + 4].reduce(0) { $0 << 8 | Int($1) } }
    var size = type.size
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard length > 0, !overflow, product <= Self.limit else {
        throw .damaged(file: path, offset: 4, problem: .size(lengths: shape, limit: Self.limit / type.size))
      }
      size = product
    }
    guard size <= file.possibleSize else {
      throw .damaged(file: path, offset: 4, problem: .overstated(claimed: size, possible: file.possibleSize))
    }
    let block = ByteBlock(count: size)
    try file.fill(UnsafeMutableRawBufferPointer(rebasing: block.bytes[..<size]), "an array of \(shape)")
    self.path = path
    self.type = type
    self.shape = shape
    self.block = block
    self.headerSize = 4 + 4 * axes
    self.digest = try file.finish()
  }

  /// One value as a number.
  func value(_ index: Int) -> Double {
    func word<Word: FixedWidthInteger>(_: Word.Type) -> Word {
      Word(bigEndian: block.bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self))
    }
    return switch type {
    case .unsignedByte: Double(word(UInt8.self))
    case .signedByte: Double(word(Int8.self))
    case .int16: Double(word(Int16.self))
    case .int32: Double(word(Int32.self))
    case .float32: Double(Float(bitPattern: word(UInt32.self)))
    case .float64: Double(bitPattern: word(UInt64.self))
    }
  }

  /// Where a value stands in the (unpacked) file.
  func offset(of index: Int) -> Int { headerSize + index * type.size }
}
