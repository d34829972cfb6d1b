import KernelInterface
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What kernels of rows and single values promise of buffers: parts of them, none at all, or one for both sides.
@Suite struct RowContractTests {
  @Test(arguments: kernelSets) func maximaAreTheSameWithoutTheirPlaces(kernels: KernelSet) {
    var random = SplitMix(51)
    for pooling in FusedKernelTests.pooled.map(\.pooling) {
      let rows = Buffer(random.floats(pooling.windowHeight * pooling.inputWidth * pooling.channels))
      let count = pooling.outputWidth * pooling.channels
      for isRelu in [true, false] {
        let (with, without) = (Buffer(count: count), Buffer([Float](repeating: .nan, count: count + 1)))
        var places = [UInt8](repeating: 0, count: count)
        kernels.fused.poolRow(pooling, isRelu, Reading(rows.start), with.start, &places)
        kernels.fused.poolRow(pooling, isRelu, Reading(rows.start), without.start, nil)
        #expect(without.values(count).map(\.bitPattern) == with.values(count).map(\.bitPattern), "\(pooling)")
        #expect(without.start[count].isNaN, "\(pooling)")
      }
    }
  }

  @Test(arguments: kernelSets) func gradientsOfReLUMayReplaceThoseTheyAreMadeFrom(kernels: KernelSet) {
    var random = SplitMix(52)
    for count in ElementwiseTests.counts {
      var (output, gradient) = (random.floats(count).map { max($0, 0) }, random.floats(count))
      // An output that is no number lets its gradient through, and a gradient that is none goes where it is let.
      output[count / 2] = .nan
      gradient[count - 1] = .nan
      let expected = (0..<count).map { output[$0] <= 0 ? 0 : gradient[$0] }
      var apart = [Float](repeating: 9, count: count)
      kernels.reluGradient(output, gradient, &apart, count)
      #expect(apart.map(\.bitPattern) == expected.map(\.bitPattern), "\(count)")
      let place = Buffer(gradient)
      kernels.reluGradient(output, Reading(place.start), place.start, count)
      #expect(place.values(count).map(\.bitPattern) == expected.map(\.bitPattern), "\(count) in place")
    }
  }

  @Test(arguments: kernelSets) func crossEntropyIsThatOfDoublePrecisionWithAndWithoutItsGradient(kernels: KernelSet) {
    var random = SplitMix(53)
    for (rows, columns, range) in [(1, 1, Float(1)), (3, 2, 5), (7, 10, 1), (5, 17, 90), (4, 100, 1000)] {
      let logits = random.floats(rows * columns).map { $0 * range }
      let labels = (0..<rows).map { Int32(($0 * 7 + 1) % columns) }
      var (losses, gradient): ([Float], [Float]) = ([], [])
      for row in 0..<rows {
        let values = logits[row * columns..<(row + 1) * columns].map(Double.init)
        let largest = values.max() ?? 0
        let sum = values.reduce(0) { $0 + exp($1 - largest) }
        losses.append(Float(log(sum) + largest - values[Int(labels[row])]))
        for (column, value) in values.enumerated() {
          gradient.append(Float(0.25 * (exp(value - largest) / sum - (column == labels[row] ? 1 : 0))))
        }
      }
      let name = "\(rows) rows of \(columns), up to \(range)"
      var actual = [Float](repeating: .nan, count: rows)
      kernels.softmaxCrossEntropy(logits, labels, rows, columns, 0.25, nil, &actual)
      expectClose(actual, losses, name)
      var (apart, again) = ([Float](repeating: .nan, count: rows * columns), [Float](repeating: .nan, count: rows))
      kernels.softmaxCrossEntropy(logits, labels, rows, columns, 0.25, &apart, &again)
      expectClose(apart, gradient, name)
      #expect(again == actual, "\(name)")
      let place = Buffer(logits)
      var last = [Float](repeating: .nan, count: rows)
      kernels.softmaxCrossEntropy(Reading(place.start), labels, rows, columns, 0.25, place.start, &last)
      #expect(place.values(rows * columns) == apart && last == actual, "\(name), in place")
    }
  }

  @Test(arguments: kernelSets) func partsOfSeveralRowsAreAddedUp(kernels: KernelSet) {
    var random = SplitMix(54)
    let dense = kernels.fused.dense
    for (rows, outputs, batch) in [(1, 3, 5), (2, 1, 1), (3, 10, 33), (5, 17, 16), (26, 10, 100)] {
      let step = dense.imageCount(batch)
      let numbers = random.floats(rows * outputs * step)
      let (parts, output) = (Buffer(numbers), Buffer([Float](repeating: .nan, count: batch * outputs + 1)))
      dense.addUp(parts.start, rows, outputs, batch, output.start)
      let expected = (0..<batch * outputs).map { i in
        (0..<rows).reduce(Float(0)) { $0 + numbers[($1 * outputs + i % outputs) * step + i / outputs] }
      }
      expectClose(output.values(batch * outputs), expected, "\(rows) rows, \(outputs) outputs, \(batch) images")
      #expect(output.start[batch * outputs].isNaN)
    }
  }

  /// The batch is turned over by several threads, each of them some whole vectors of images.
  @Test(arguments: kernelSets) func aPartOfABatchIsTurnedOverToItsPlaces(kernels: KernelSet) {
    var random = SplitMix(55)
    let dense = kernels.fused.dense
    let lanes = dense.imageCount(1)
    for (values, batch, between) in [(1, 1, 0), (5, 2 * lanes, 0), (37, 3 * lanes + 1, 3), (40, 5 * lanes - 1, 24)] {
      let (step, images) = (dense.imageCount(batch), Buffer(random.floats(batch * (values + between))))
      let turned = Buffer([Float](repeating: .nan, count: values * step))
      // From the last part to the first: none may reach into its neighbour.
      for first in stride(from: 0, to: batch, by: 2 * lanes).reversed() {
        dense.turn(
          values, Reading(images.start + first * (values + between)), values + between, min(2 * lanes, batch - first),
          turned.start + first, step)
      }
      let expected = (0..<values * step).map { i in
        i % step < batch ? images.start[i % step * (values + between) + i / step] : 0
      }
      #expect(turned.values(values * step) == expected, "\(values) values of \(batch) images")
    }
  }
}
