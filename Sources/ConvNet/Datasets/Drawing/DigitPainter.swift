import Foundation

/// Draws one digit of 28×28 grey pixels, white on black as MNIST's: its strokes bent, sheared, turned, scaled and moved.
struct DigitPainter {
  static let side = 28

  /// Draws into `pixels`, 28×28 bytes.
  static func paint(_ digit: Int, random: inout DrawingRandom, into pixels: UnsafeMutablePointer<UInt8>) {
    var ink = [Float](repeating: 0, count: side * side)
    let bend = Bend(&random)
    let radius = random.between(0.55, 1.55)
    for stroke in DigitStrokes.strokes[digit] {
      let points = stroke.map { bend.place($0) }
      for (from, to) in zip(points, points.dropFirst()) { draw(from, to, radius: radius, ink: &ink) }
    }
    let strength = random.between(170, 255)
    let noise = random.between(0, 28)
    for pixel in 0..<side * side {
      pixels[pixel] = UInt8(min(max(ink[pixel] * strength + random.between(-noise, noise), 0), 255))
    }
  }

  /// How one digit departs from its pattern.
  private struct Bend {
    let matrix: (SIMD2<Float>, SIMD2<Float>)
    let centre: SIMD2<Float>
    let waves: (x: SIMD4<Float>, y: SIMD4<Float>)

    init(_ random: inout DrawingRandom) {
      let angle = random.between(-0.38, 0.38)
      let shear = random.between(-0.35, 0.35)
      let size = SIMD2(random.between(11, 21), random.between(14.5, 22.5))
      // Columns of turn × shear × scale.
      matrix = (
        SIMD2(cos(angle), sin(angle)) * size.x,
        (SIMD2(cos(angle), sin(angle)) * shear + SIMD2(-sin(angle), cos(angle))) * size.y
      )
      centre = SIMD2(14 + random.between(-3.6, 3.6), 14 + random.between(-2.6, 2.6))
      func wave(_ random: inout DrawingRandom) -> SIMD4<Float> {
        // Waves a unit along x and y, phase, height.
        SIMD4(random.between(-5, 5), random.between(-5, 5), random.between(0, 2 * .pi), random.between(0.01, 0.075))
      }
      waves = (wave(&random), wave(&random))
    }

    /// Where a point of the pattern comes to lie, in pixels.
    func place(_ point: SIMD2<Float>) -> SIMD2<Float> {
      func shift(_ wave: SIMD4<Float>) -> Float { wave.w * sin(wave.x * point.x + wave.y * point.y + wave.z) }
      let bent = point + SIMD2(shift(waves.x), shift(waves.y)) - 0.5
      return centre + matrix.0 * bent.x + matrix.1 * bent.y
    }
  }

  /// Lays a line with round ends over the ink; its edge is one pixel soft.
  private static func draw(_ from: SIMD2<Float>, _ to: SIMD2<Float>, radius: Float, ink: inout [Float]) {
    let reach = radius + 1
    let low = pointwiseMin(from, to) - reach
    let high = pointwiseMax(from, to) + reach
    let edge = Float(side)
    guard low.x < edge, low.y < edge, high.x >= 0, high.y >= 0 else { return }
    let columns = Int(max(low.x, 0))...Int(min(high.x, edge - 1))
    let rows = Int(max(low.y, 0))...Int(min(high.y, edge - 1))
    let along = to - from
    let squared = max((along * along).sum(), 1e-6)
    for row in rows {
      for column in columns {
        let offset = SIMD2(Float(column) + 0.5, Float(row) + 0.5) - from
        let part = min(max((offset * along).sum() / squared, 0), 1)
        let away = offset - along * part
        let distance = (away * away).sum().squareRoot()
        let value = min(max(radius + 0.5 - distance, 0), 1)
        if value > ink[row * side + column] { ink[row * side + column] = value }
      }
    }
  }
}
