import ConvNet
import Foundation
import KernelInterface
import TestSupport

/// Numbers between -1 and 1 that follow from a seed.
func randomTensor(_ shape: [Int], seed: UInt64) -> Tensor {
  let random = Philox(seed: seed, stream: 99)
  let count = shape.reduce(1, *)
  return Tensor(uncheckedShape: shape, values: (0..<count).map { Float(2 * random.unit(UInt64($0)) - 1) })
}

/// The numbers that `Golden/make_layers.py` draws.
func splitMix(seed: Int, shape: [Int]) -> Tensor {
  var random = SplitMix(UInt64(seed) << 32)
  return Tensor(uncheckedShape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.signedUnit() })
}

/// Runs a piece of work with the kernels of each instruction set that the machine has.
func onEachInstructionSet(threads: Int = 2, _ body: (_ kernels: String) throws -> Void) throws {
  for kernels in KernelSelection.available.map(\.name) {
    try Engine.$override.withValue(try Engine.make(kernels: kernels, threads: "\(threads)")) { try body(kernels) }
  }
}

/// Does something in a folder of its own, which is removed after it.
func inTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("convnet-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

/// The sentence of the error that a piece of work throws; `nil` where it throws none.
func message(_ body: () throws -> Void) -> String? {
  do { try body() } catch { return (error as? ConvNetError)?.message ?? "\(error)" }
  return nil
}

/// The greatest difference, relative to the greatest magnitude.
func relativeDifference(_ first: Tensor, _ second: Tensor) -> Double {
  guard first.shape == second.shape else { return .infinity }
  let scale = max(second.values.reduce(0) { max($0, abs($1)) }, 1e-6)
  let difference = zip(first.values, second.values).reduce(Float(0)) {
    ($1.0 - $1.1).isFinite ? max($0, abs($1.0 - $1.1)) : .infinity
  }
  return Double(difference / scale)
}

extension Tensor {
  /// The bits of the numbers, to tell -0 from 0 and one NaN from another.
  var bits: [UInt32] { values.map(\.bitPattern) }
}
