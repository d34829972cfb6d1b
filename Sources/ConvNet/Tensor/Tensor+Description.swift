import Foundation

extension Tensor: CustomStringConvertible {
  /// Shape and numbers; rows of a matrix on lines of their own, long axes cut in the middle.
  public var description: String {
    switch rank {
    case 0: Tensor.text(values[0])
    case 1, 2: body(axis: 0, start: 0, indent: 0)
    default: "Tensor \(shape) " + body(axis: 0, start: 0, indent: 0)
    }
  }

  private func body(axis: Int, start: Int, indent: Int) -> String {
    guard axis < rank else { return Tensor.text(values[start]) }
    let length = shape[axis]
    let inner = shape[(axis + 1)...].reduce(1, *)
    let isCut = length > 12
    let shown = isCut ? Array(0..<6) + Array(length - 6..<length) : Array(0..<length)
    var parts = shown.map { body(axis: axis + 1, start: start + $0 * inner, indent: indent + 1) }
    if isCut { parts.insert("…", at: 6) }
    let separator = axis == rank - 1 ? ", " : ",\n" + String(repeating: " ", count: indent + 1)
    return "[" + parts.joined(separator: separator) + "]"
  }

  /// A number as short as `%.5g` writes it.
  private static func text(_ value: Float) -> String { String(format: "%.5g", Double(value)) }
}
