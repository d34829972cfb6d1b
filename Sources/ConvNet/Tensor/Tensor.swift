/// An array of 32-bit floats of any number of axes, in row-major order (the last axis varies fastest), as in NumPy.
///
/// Images are `[height, width, channels]`, batches `[batch, height, width, channels]`.
public struct Tensor: Sendable, Equatable {
  /// Length of each axis; empty for a single number.
  public let shape: [Int]
  /// The numbers, row-major; `values.count` is the product of `shape`.
  ///
  /// They may be changed in place. Another number of them stops the program with a message that names the shape, as an index
  /// outside an `Array` does.
  public var values: [Float] {
    get { storage }
    _modify {
      // An observer with an old value would copy all numbers for each one that changes.
      yield &storage
      guard storage.count == shape.reduce(1, *) else {
        stop(ConvNetError.valueCount(shape: shape, count: storage.count))
      }
    }
  }
  private var storage: [Float]

  /// Makes a tensor of a shape from its numbers, row-major.
  ///
  /// - Throws: ``ConvNetError/valueCount(shape:count:)`` where the shape asks for another number of values,
  ///   ``ConvNetError/invalidShape(_:)`` where a length is negative, their product overflows or they are more than 64.
  public init(shape: [Int], _ values: [Float]) throws {
    guard let count = Tensor.count(of: shape) else { throw ConvNetError.invalidShape(shape) }
    guard count == values.count else { throw ConvNetError.valueCount(shape: shape, count: values.count) }
    self.init(uncheckedShape: shape, values: values)
  }

  /// Makes a tensor whose every number is the same.
  ///
  /// - Throws: ``ConvNetError/invalidShape(_:)`` where a length is negative or the numbers are more than memory can hold.
  public init(shape: [Int], repeating value: Float) throws {
    guard let count = Tensor.count(of: shape), count < Tensor.mostCount else { throw ConvNetError.invalidShape(shape) }
    self.init(uncheckedShape: shape, values: Array(repeating: value, count: count))
  }

  /// Makes a tensor of one axis: `[count]`.
  public init(_ values: [Float]) {
    self.init(uncheckedShape: [values.count], values: values)
  }

  /// Makes a matrix `[rows, columns]`.
  ///
  /// - Throws: ``ConvNetError/raggedRows(axis:)`` where rows differ in length.
  public init(_ rows: [[Float]]) throws {
    let width = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == width }) else { throw ConvNetError.raggedRows(axis: 1) }
    self.init(uncheckedShape: [rows.count, width], values: rows.flatMap { $0 })
  }

  /// Makes a tensor of three axes from nested arrays, for an image `[height, width, channels]`.
  ///
  /// - Throws: ``ConvNetError/raggedRows(axis:)`` where inner arrays differ in length.
  public init(_ planes: [[[Float]]]) throws {
    try self.init(stacking: planes, rank: 3) { (rows: [[Float]]) in try Tensor(rows) }
  }

  /// Makes a tensor of four axes from nested arrays, for a kernel `[height, width, in, out]`.
  ///
  /// - Throws: ``ConvNetError/raggedRows(axis:)`` where inner arrays differ in length.
  public init(_ volumes: [[[[Float]]]]) throws {
    try self.init(stacking: volumes, rank: 4) { (planes: [[[Float]]]) in try Tensor(planes) }
  }

  private init<Part>(stacking arrays: [Part], rank: Int, _ tensor: (Part) throws -> Tensor) throws {
    let parts: [Tensor]
    do {
      parts = try arrays.map(tensor)
    } catch ConvNetError.raggedRows(let axis) {
      throw ConvNetError.raggedRows(axis: axis + 1)
    }
    let shape = parts.first?.shape ?? Array(repeating: 0, count: rank - 1)
    for axis in shape.indices where !parts.allSatisfy({ $0.shape[axis] == shape[axis] }) {
      throw ConvNetError.raggedRows(axis: axis + 1)
    }
    self.init(uncheckedShape: [parts.count] + shape, values: parts.flatMap(\.values))
  }

  /// Makes a tensor whose shape is known to fit.
  package init(uncheckedShape shape: [Int], values: [Float]) {
    precondition(shape.reduce(1, *) == values.count)
    self.shape = shape
    storage = values
  }

  /// Number of axes.
  public var rank: Int { shape.count }
  /// Number of values.
  public var count: Int { values.count }

  /// The same numbers under another shape.
  ///
  /// - Throws: ``ConvNetError/valueCount(shape:count:)`` where the shape asks for another number of values.
  public func reshaped(_ shape: [Int]) throws -> Tensor {
    try Tensor(shape: shape, values)
  }

  /// Numbers of a tensor that is made from a shape alone, as many as a layer may have (8 GiB).
  static let mostCount = Int(Int32.max)

  /// Axes that a tensor may have, as many as NumPy allows.
  static let largestRank = 64

  /// Product of the lengths, or `nil` where one is negative, the product of those that are not 0 overflows or the axes are too many.
  package static func count(of shape: [Int]) -> Int? {
    guard shape.count <= largestRank else { return nil }
    var count = 1
    for length in shape where length != 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length > 0, !overflow else { return nil }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }
}
