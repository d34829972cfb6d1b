import ConvNet
import Foundation
import KernelInterface

/// The matrix product on one core against what the core can do at most, measured in turn.
enum Peak {
  private static let sizes = [256, 512, 768, 1024]
  private static let rounds = 41

  static func measure() throws {
    let kernels = try Engine.current().kernels
    var sum: Float = 0
    let steps = 400_000
    var limits: [Double] = []
    var speeds = [Int: [Double]]()
    for _ in 0..<rounds {
      let operations = Double(steps * kernels.peakOperations)
      limits.append(operations / (try cpuSeconds { sum += kernels.peakLoop(steps) }))
      for size in sizes {
        let product = Product(size, kernels)
        // The first product touches scratch that the system has not given yet.
        product.run(kernels)
        let times = max(1, 1024 * 1024 * 1024 / (size * size * size))
        let seconds = try cpuSeconds { for _ in 0..<times { product.run(kernels) } }
        speeds[size, default: []].append(Double(times) * 2 * pow(Double(size), 3) / seconds)
      }
    }
    precondition(sum.isFinite)
    let limit = median(limits)
    print(#"{"kind": "peak", "kernels": "\#(kernels.name)", "gflops": \#(rounded(limit / 1e9))}"#)
    for size in sizes {
      let speed = median(speeds[size] ?? [])
      print(
        #"{"kind": "matrix", "size": \#(size), "gflops": \#(rounded(speed / 1e9)), "of_peak": \#(rounded(speed / limit))}"#
      )
    }
  }

  /// Square matrices.
  private final class Product {
    let shape: MatrixShape
    let a: LargeBuffer
    let b: LargeBuffer
    let c: LargeBuffer
    let scratch: LargeBuffer

    init(_ size: Int, _ kernels: KernelSet) {
      shape = MatrixShape(rows: size, columns: size, depth: size)
      a = LargeBuffer(count: size * size)
      b = LargeBuffer(count: size * size)
      c = LargeBuffer(count: size * size)
      scratch = LargeBuffer(count: kernels.matrixProductScratch(shape))
      for i in 0..<size * size { (a.pointer[i], b.pointer[i]) = (Float(i % 97) / 97, Float(i % 89) / 89) }
    }

    func run(_ kernels: KernelSet) {
      kernels.matrixProduct(shape, Reading(a.pointer), Reading(b.pointer), c.pointer, scratch.pointer)
    }
  }

  /// Seconds that this thread computed: what else runs on the machine does not count.
  private static func cpuSeconds(_ body: () throws -> Void) throws -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = now()
    try body()
    return now() - start
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }

  static func rounded(_ value: Double) -> String { String(format: "%.3f", value) }
}
