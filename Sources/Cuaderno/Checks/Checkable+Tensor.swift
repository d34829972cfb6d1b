import ConvNet
import LessonEvents

extension Tensor: Checkable {
  /// The values nested by the tensor's shape.
  public var checkedValue: CheckResult.Value {
    func nested(_ axis: Int, _ values: ArraySlice<Float>) -> CheckResult.Value {
      guard axis < shape.count else { return .number(Double(values.first ?? .nan)) }
      let size = values.count / Swift.max(shape[axis], 1)
      return .array(
        (0..<shape[axis]).map { nested(axis + 1, values.dropFirst($0 * size).prefix(size)) })
    }
    return nested(0, values[...])
  }
  /// That of `Float`.
  public static var checkedPrecision: Double { Float.checkedPrecision }
}
