import KernelInterface

/// Pixels of two images' convolution that go on to a small dense layer without leaving the registers: each vector of channels is
/// multiplied with the weights that read it as soon as it is computed.
struct ConvolutionStrip {
  /// The first image's patch of the first pixel, and floats to the next pixel's and to the second image's.
  var patch: Reading
  var pixelStep: Int
  var imageStep: Int
  var pixels: Int
  /// Values of a patch without a jump, such runs, and floats between their starts.
  var run: Int
  var runs: Int
  var runStep: Int
  /// The convolution's panels and bias, and its channels, a multiple of `tileColumns`.
  var panels: Reading
  var bias: Reading
  var channels: Int
  var hasRelu: Bool
  /// The dense weights `[pixel, channels / vector, outputs, vector]`.
  var strips: Reading
  var outputs: Int
  /// `[2, outputs, vector]`, and whether they are added to.
  var sums: Writing
  var accumulate: Bool

  /// The most outputs of the dense layer: two images' sums, four vectors of pixels of each, a vector of weights and two factors
  /// fill 31 of 32 registers. (16 are too few for any.)
  static let mostOutputs = lanes == 16 ? 10 : 0

  /// Adds up the outputs.
  @inline(never)
  func compute() {
    switch outputs {
    case 1: compute(Rows<1>())
    case 2: compute(Rows<2>())
    case 3: compute(Rows<3>())
    case 4: compute(Rows<4>())
    case 5: compute(Rows<5>())
    case 6: compute(Rows<6>())
    case 7: compute(Rows<7>())
    case 8: compute(Rows<8>())
    case 9: compute(Rows<9>())
    case 10: compute(Rows<10>())
    default: preconditionFailure("at most \(Self.mostOutputs) outputs")
    }
  }

  @inline(__always)
  private func compute<let N: Int>(_ outputs: Rows<N>) {
    var (first, second, pixel, other) = (Registers(), Registers(), Registers(), Registers())
    first.withPointer { first in
      second.withPointer { second in
        pixel.withPointer { pixel in
          other.withPointer { other in
            if channels % (2 * tileColumns) == 0 {
              compute(outputs, Rows<4>(), first, second, pixel, other)
            } else {
              compute(outputs, Rows<2>(), first, second, pixel, other)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func compute<let N: Int, let V: Int>(
    _ outputs: Rows<N>, _ vectors: Rows<V>, _ first: UnsafeMutablePointer<Vector>,
    _ second: UnsafeMutablePointer<Vector>, _ pixel: UnsafeMutablePointer<Vector>,
    _ other: UnsafeMutablePointer<Vector>
  ) {
    let (sums, run, runs, runStep, imageStep) = (sums, run, runs, runStep, imageStep)
    let panelStep = run * runs * tileColumns
    if accumulate {
      unrolled(outputs) { n in
        first[n] = load(sums + n * lanes)
        second[n] = load(sums + (N + n) * lanes)
      }
    }
    var (corner, strip) = (patch, strips)
    for _ in 0..<pixels {
      var panel = panels
      for column in stride(from: 0, to: channels, by: V * lanes) {
        unrolled(vectors) { v in
          pixel[v] = load(bias + column + v * lanes)
          other[v] = pixel[v]
        }
        var (row, weights) = (corner, panel)
        for _ in 0..<runs {
          for k in 0..<run {
            let (one, two) = (Vector(repeating: row[k]), Vector(repeating: row[k + imageStep]))
            unrolled(vectors) { v in
              let weight = load(weights + v / 2 * panelStep + v % 2 * lanes)
              pixel[v] = multiplyAdd(one, weight, pixel[v])
              other[v] = multiplyAdd(two, weight, other[v])
            }
            weights += tileColumns
          }
          row += runStep
        }
        if hasRelu {
          unrolled(vectors) { v in
            pixel[v] = relu(pixel[v])
            other[v] = relu(other[v])
          }
        }
        unrolled(vectors) { v in
          unrolled(outputs) { n in
            let weight = load(strip + (v * N + n) * lanes)
            first[n] = multiplyAdd(weight, pixel[v], first[n])
            second[n] = multiplyAdd(weight, other[v], second[n])
          }
        }
        panel += V / 2 * panelStep
        strip += V * N * lanes
      }
      corner += pixelStep
    }
    unrolled(outputs) { n in
      store(first[n], sums + n * lanes)
      store(second[n], sums + (N + n) * lanes)
    }
  }
}
