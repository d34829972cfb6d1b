import ConvNet
import Testing

@Suite struct InitializerTests {
  /// Bounds and deviations of Keras's definitions for a fan in of 200 and a fan out of 300.
  @Test(arguments: [
    (Initializer.glorotUniform, 0.10954451, 0.06324555), (.heUniform, 0.17320508, 0.1),
    (.glorotNormal, 2 * 0.06324555 / 0.8796256610342398, 0.06324555),
    (.heNormal, 2 * 0.1 / 0.8796256610342398, 0.1),
  ])
  func statisticsAreThoseOfKeras(_ initializer: Initializer, bound: Double, deviation: Double) {
    let values = initializer.values(count: 60_000, fanIn: 200, fanOut: 300, seed: 7, stream: 1).map(Double.init)
    let mean = values.reduce(0, +) / 60_000
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 60_000).squareRoot()
    let largest = values.map(abs).max() ?? 0
    #expect(abs(mean) < 4 * deviation / 60_000.0.squareRoot())
    #expect(abs(spread - deviation) < 0.01 * deviation)
    #expect(largest <= bound * 1.000001)
    #expect(largest > bound * 0.99)
  }

  /// Keras's `compute_fans` of these kernels: (144, 576), (120, 600), (432, 18), (28, 700), (300, 200), (36, 864).
  @Test(arguments: [
    ([9, 9, 16], Conv2D(64, kernelSize: 3) as any Layer, 0.0912870929),
    ([9, 9, 8], Conv2D(40, kernelSize: (5, 3)), 0.0912870929),
    ([9, 9, 48], DepthwiseConv2D(3, depthMultiplier: 2), 0.1154700538),
    ([9, 4], Conv1D(100, kernelSize: 7), 0.0907841299),
    ([300], Dense(200), 0.1095445115), ([9, 9, 16], Conv2D(96, kernelSize: 3, groups: 4), 0.0816496581),
  ])
  func kernelsStartWithinTheBoundsOfKeras(_ input: [Int], _ layer: any Layer, limit: Double) throws {
    let model = try Sequential(input: input, seed: 3, layers: [layer])
    let largest = model.weights[0].values.map { Double(abs($0)) }.max() ?? 0
    #expect(largest <= limit * 1.000001)
    #expect(largest > limit * 0.97)
    #expect(model.weights[1].values.allSatisfy { $0 == 0 })
  }

  /// The first block of Philox 4×32-10 for a key and a counter of zero, from Random123's known-answer file.
  @Test func randomNumbersAreThoseOfPhilox() {
    let block = Philox(seed: 0, stream: 0).block(0)
    #expect(block == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
  }

  @Test func aPermutationHoldsEveryIndexOnce() {
    let order = Philox(seed: 3, stream: 1).permutation(1000)
    #expect(order.sorted() == Array(0..<1000))
    #expect(order != Array(0..<1000))
  }
}
