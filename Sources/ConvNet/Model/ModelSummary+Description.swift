extension ModelSummary: CustomStringConvertible {
  /// The table that Keras prints.
  public var description: String {
    let header = ["Layer (type)", "Output Shape", "Param #"]
    let rows = layers.map { layer in
      [
        "\(layer.name) (\(layer.type))",
        "(None, \(layer.outputShape.map(String.init).joined(separator: ", ")))", String(layer.parameters),
      ]
    }
    let widths = (0..<3).map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).dropLast().map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return (padded + [cells[2]]).joined(separator: "   ")
    }
    let rule = String(repeating: "=", count: widths.reduce(6, +))
    let totals = [
      "Total params: \(totalParameters.grouped)",
      "Trainable params: \(trainableParameters.grouped)",
      "Non-trainable params: \(nonTrainableParameters.grouped)",
    ]
    return ([line(header), rule] + rows.map(line) + [rule] + totals).joined(separator: "\n")
  }
}

extension Int {
  /// With a comma between thousands, as Keras prints counts.
  fileprivate var grouped: String {
    let digits = Array(String(self))
    return digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : String(digit)
    }.joined()
  }
}
