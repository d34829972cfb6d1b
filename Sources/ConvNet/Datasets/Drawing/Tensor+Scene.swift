import Foundation

extension Tensor {
  /// A grey picture to try kernels on, `[height, width, 1]` in 0...1, drawn by the engine: a slope of light, a shaded ball, a
  /// box, a ring, a triangle, stripes, a chequered field and a little noise.
  ///
  /// The same numbers give the same picture. Throws ``ConvNetError`` for a size below 1 or above 4096.
  public static func scene(height: Int = 128, width: Int = 128, seed: Int = 1) throws -> Tensor {
    for (name, value) in [("height", height), ("width", width)] where !(1...4096).contains(value) {
      throw ConvNetError.argument(name: name, value: "\(value)", rule: "1 to 4096")
    }
    var random = DrawingRandom(seed: seed, part: .train, index: 0)
    let scene = Scene(&random, pixel: 1 / Float(height < width ? height : width))
    var values = [Float]()
    values.reserveCapacity(height * width)
    for row in 0..<height {
      for column in 0..<width {
        let place = SIMD2((Float(column) + 0.5) / Float(width), (Float(row) + 0.5) / Float(height))
        let value = scene.light(place) + random.between(-0.035, 0.035)
        values.append(value < 0 ? 0 : value > 1 ? 1 : value)
      }
    }
    return Tensor(uncheckedShape: [height, width, 1], values: values)
  }
}

/// What stands in the picture, in coordinates 0...1 to the right and downwards.
private struct Scene {
  /// Width of a soft edge: one pixel.
  let pixel: Float
  /// How far each thing is moved from its usual place.
  let shifts: [SIMD2<Float>]

  init(_ random: inout DrawingRandom, pixel: Float) {
    self.pixel = pixel
    shifts = (0..<6).map { _ in SIMD2(random.between(-0.03, 0.03), random.between(-0.03, 0.03)) }
  }

  func light(_ place: SIMD2<Float>) -> Float {
    var light = 0.25 + 0.3 * place.x + 0.15 * place.y
    ball(place - SIMD2(0.28, 0.3) - shifts[0], over: &light)
    lay(0.92, over: &light, distance: box(place - SIMD2(0.74, 0.22) - shifts[1], 0.15, 0.11))
    lay(0.08, over: &light, distance: box(place - SIMD2(0.74, 0.22) - shifts[1], 0.09, 0.05))
    let ring = place - SIMD2(0.74, 0.52) - shifts[2]
    lay(0.04, over: &light, distance: abs((ring * ring).sum().squareRoot() - 0.1) - 0.022)
    let corner = place - SIMD2(0.2, 0.76) - shifts[3]
    lay(0.85, over: &light, distance: max(corner.y, abs(corner.x) * 0.866 - corner.y * 0.5) - 0.085)
    let stripes = place - SIMD2(0.5, 0.8) - shifts[4]
    let wave = 0.5 + 0.45 * sin((stripes.x + stripes.y) * 95)
    lay(wave, over: &light, distance: box(stripes, 0.11, 0.13))
    let field = place - SIMD2(0.82, 0.82) - shifts[5]
    let isLight = (Int((field.x + 1) * 22) + Int((field.y + 1) * 22)) % 2 == 0
    lay(isLight ? 0.9 : 0.12, over: &light, distance: box(field, 0.13, 0.12))
    return light
  }

  /// A ball lit from above on the left.
  private func ball(_ place: SIMD2<Float>, over light: inout Float) {
    let radius: Float = 0.19
    let squared = (place * place).sum()
    let depth = max(radius * radius - squared, 0).squareRoot()
    let shade = (depth * 0.75 - place.x * 0.45 - place.y * 0.5) / radius
    lay(0.12 + 0.8 * max(shade, 0), over: &light, distance: squared.squareRoot() - radius)
  }

  private func box(_ place: SIMD2<Float>, _ halfWidth: Float, _ halfHeight: Float) -> Float {
    max(abs(place.x) - halfWidth, abs(place.y) - halfHeight)
  }

  private func lay(_ value: Float, over light: inout Float, distance: Float) {
    let cover = min(max(0.5 - distance / pixel, 0), 1)
    light += (value - light) * cover
  }
}
