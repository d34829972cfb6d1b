extension String: Showable {
  /// The text as it is.
  public var cellOutputs: [CellOutput] { [.text(self)] }
}

extension Showable where Self: CustomStringConvertible {
  /// The description as text.
  public var cellOutputs: [CellOutput] { [.text(description)] }
}

extension Substring: Showable {}
extension Bool: Showable {}
extension Int: Showable {}
extension Int8: Showable {}
extension Int16: Showable {}
extension Int32: Showable {}
extension Int64: Showable {}
extension UInt: Showable {}
extension UInt8: Showable {}
extension UInt16: Showable {}
extension UInt32: Showable {}
extension UInt64: Showable {}
extension Float: Showable {}
extension Double: Showable {}
