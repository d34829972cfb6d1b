import ConvNet
import Foundation

/// A tensor in a file of golden numbers.
struct GoldenTensor: Decodable, Sendable {
  var shape: [Int]
  var values: [Float]

  var tensor: Tensor { Tensor(uncheckedShape: shape, values: values) }
}

/// Reads the golden numbers that one of the scripts in `Golden` wrote.
func golden<Case: Decodable>(_ name: String, as type: Case.Type) -> [Case] {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/\(name)")
  do {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([Case].self, from: Data(contentsOf: file))
  } catch {
    preconditionFailure("\(file.path): \(error)")
  }
}
