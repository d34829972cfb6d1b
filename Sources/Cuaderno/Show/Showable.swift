/// What `show` can turn into outputs of a cell. Give it to a type of your own by composing what is there already:
///
///     struct Forecast: Showable {
///       var days: [String], degrees: [Double]
///       var cellOutputs: [CellOutput] {
///         Table(header: ["Day", "°C"], rows: zip(days, degrees).map { [$0, $1] }).cellOutputs
///       }
///     }
public protocol Showable {
  /// What the page shows for this value, in order.
  var cellOutputs: [CellOutput] { get }
}

extension CellOutput: Showable {
  /// The output itself.
  public var cellOutputs: [CellOutput] { [self] }
}

extension CellOutput {
  /// The outputs for any value: a `Showable`'s own, what stands inside an optional, or else its description as text.
  package static func outputs(for value: Any) -> [CellOutput] {
    if let showable = value as? any Showable { return showable.cellOutputs }
    guard let value = Optionals.unwrapped(value) else { return [.text("nil")] }
    // What an optional held may be showable.
    return (value as? any Showable)?.cellOutputs ?? [.text(String(describing: value))]
  }
}
