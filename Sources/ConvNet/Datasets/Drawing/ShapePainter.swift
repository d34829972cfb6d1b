import Foundation

/// Draws one shape of 32×32 pixels in colour: size, place, turn, colours and texture at random, before clutter and noise.
struct ShapePainter {
  static let side = 32

  /// Draws into `pixels`, 32×32×3 bytes, channels last.
  static func paint(_ label: Int, random: inout DrawingRandom, into pixels: UnsafeMutablePointer<UInt8>) {
    guard let kind = ShapeKind(rawValue: label) else { return }
    let (back, front) = colours(&random)
    let backTexture = Texture(&random, strength: 14)
    let frontTexture = Texture(&random, strength: 18)
    let clutter = (0..<random.below(3)).map { _ in Blot(&random) }
    let radius = random.between(9.5, 12.5)
    let centre = SIMD2(16 + random.between(-2, 2), 16 + random.between(-2, 2))
    let angle = random.between(-0.25, 0.25)
    let (cosine, sine) = (cos(angle) / radius, sin(angle) / radius)
    let noise = random.between(4, 8)
    for row in 0..<side {
      for column in 0..<side {
        let place = SIMD2(Float(column) + 0.5, Float(row) + 0.5)
        var colour = back + backTexture.shade(row, column)
        for blot in clutter { colour = blot.over(colour, at: place) }
        let p = place - centre
        let local = SIMD2(p.x * cosine + p.y * sine, p.y * cosine - p.x * sine)
        let isNear = (local * local).sum() < ShapeKind.reach * ShapeKind.reach
        let cover = isNear ? min(max(0.5 - kind.distance(local) * radius, 0), 1) : 0
        if cover > 0 { colour += (front + frontTexture.shade(row, column) - colour) * cover }
        colour += random.between(-noise, noise)
        let target = pixels + (row * side + column) * 3
        for channel in 0..<3 { target[channel] = UInt8(min(max(colour[channel], 0), 255)) }
      }
    }
  }

  /// Background and shape, far enough apart in lightness to be told from each other; 59 shapes in a hundred are the lighter:
  /// were it all of them, a linear model would tell them by where the light is; were it half, a network would hardly begin.
  private static func colours(_ random: inout DrawingRandom) -> (back: SIMD3<Float>, front: SIMD3<Float>) {
    func colour(_ random: inout DrawingRandom) -> SIMD3<Float> {
      SIMD3(random.between(20, 235), random.between(20, 235), random.between(20, 235))
    }
    let lightness = SIMD3<Float>(0.299, 0.587, 0.114)
    let sign: Float = random.below(100) < 41 ? -1 : 1
    var (back, front) = (colour(&random), colour(&random))
    var tries = 0
    while sign * ((front - back) * lightness).sum() < 80, tries < 200 {
      (back, front) = (colour(&random), colour(&random))
      tries += 1
    }
    return (back, front)
  }

  /// Waves of light and dark across a surface.
  private struct Texture {
    /// Sine and cosine of the phase of each row, and of each column: sin(a + b) = sin a · cos b + cos a · sin b.
    let rows: [SIMD2<Float>]
    let columns: [SIMD2<Float>]

    init(_ random: inout DrawingRandom, strength: Float) {
      let angle = random.between(0, 2 * .pi)
      let frequency = random.between(0.15, 1.4)
      let phase = random.between(0, 2 * .pi)
      let height = random.between(0, strength)
      let wave = SIMD2(cos(angle), sin(angle)) * frequency
      rows = (0..<side).map { SIMD2(sin(wave.y * Float($0)), cos(wave.y * Float($0))) }
      columns = (0..<side).map { height * SIMD2(cos(wave.x * Float($0) + phase), sin(wave.x * Float($0) + phase)) }
    }

    func shade(_ row: Int, _ column: Int) -> Float { (rows[row] * columns[column]).sum() }
  }

  /// A small disc of clutter behind the shape.
  private struct Blot {
    let centre: SIMD2<Float>
    let radius: Float
    let colour: SIMD3<Float>

    init(_ random: inout DrawingRandom) {
      centre = SIMD2(random.between(0, 32), random.between(0, 32))
      radius = random.between(1, 3.6)
      colour = SIMD3(random.between(0, 255), random.between(0, 255), random.between(0, 255))
    }

    func over(_ below: SIMD3<Float>, at place: SIMD2<Float>) -> SIMD3<Float> {
      let away = place - centre
      let cover = min(max(radius + 0.5 - (away * away).sum().squareRoot(), 0), 1)
      return below + (colour - below) * cover
    }
  }
}
