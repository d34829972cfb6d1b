/// What stands inside optionals of any depth.
enum Optionals {
  /// The value without its optionals; `nil` where there is none inside. A value that is no optional stands as it is.
  static func unwrapped(_ value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return value }
    return mirror.children.first.flatMap { unwrapped($0.value) }
  }
}
