import LessonEvents

/// A number, or an array of any depth, that a check can hold against another.
public protocol Checkable {
  /// The numbers, nested as they are in the value.
  var checkedValue: CheckResult.Value { get }
  /// Distance from 1 to the next number of this type; 0 for integers, which are exact.
  static var checkedPrecision: Double { get }
}

extension Checkable where Self: BinaryInteger {
  /// The number.
  public var checkedValue: CheckResult.Value { .number(Double(self)) }
  /// 0: integers are exact.
  public static var checkedPrecision: Double { 0 }
}

extension Checkable where Self: BinaryFloatingPoint {
  /// The number.
  public var checkedValue: CheckResult.Value { .number(Double(self)) }
  /// The type's own `ulpOfOne`.
  public static var checkedPrecision: Double { Double(Self.ulpOfOne) }
}

extension Int: Checkable {}
extension Int8: Checkable {}
extension Int16: Checkable {}
extension Int32: Checkable {}
extension Int64: Checkable {}
extension UInt: Checkable {}
extension UInt8: Checkable {}
extension UInt16: Checkable {}
extension UInt32: Checkable {}
extension UInt64: Checkable {}
extension Float: Checkable {}
extension Double: Checkable {}

extension Array: Checkable where Element: Checkable {
  /// The elements' values in order.
  public var checkedValue: CheckResult.Value { .array(map(\.checkedValue)) }
  /// The elements' precision.
  public static var checkedPrecision: Double { Element.checkedPrecision }
}

extension ArraySlice: Checkable where Element: Checkable {
  /// The elements' values in order.
  public var checkedValue: CheckResult.Value { .array(map(\.checkedValue)) }
  /// The elements' precision.
  public static var checkedPrecision: Double { Element.checkedPrecision }
}
