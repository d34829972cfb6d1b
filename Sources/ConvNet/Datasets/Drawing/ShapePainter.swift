import Foundation

/// Draws one shape of 32×32 pixels in colour: size, place, turn, colours and texture at random, before clutter and noise.
struct ShapePainter {
  static let side = 32

  /// Draws into `pixels`, 32×32×3 bytes, channels last.
  static func paint(_ label: Int, random: inout DrawingRandom, into pixels: UnsafeMutablePointer<UInt8>) {
    guard let kind = ShapeKind(rawValue: label) else { return }
    let (back, front) = colours(&random)
    let backTexture = Texture(&random, strength: 34)
    let frontTexture = Texture(&random, strength: 44)
    let clutter = (0..<random.below(4)).map { _ in Blot(&random) }
    let radius = random.between(7.5, 12.5)
    let centre = SIMD2(16 + random.between(-4.5, 4.5), 16 + random.between(-4.5, 4.5))
    let angle = random.between(-0.45, 0.45)
    let (cosine, sine) = (cos(angle) / radius, sin(angle) / radius)
    let noise = random.between(4, 20)
    for row in 0..<side {
      for column in 0..<side {
        let place = SIMD2(Float(column) + 0.5, Float(row) + 0.5)
        var colour = back + backTexture.shade(place)
        for blot in clutter { colour = blot.over(colour, at: place) }
        let p = place - centre
        let local = SIMD2(p.x * cosine + p.y * sine, p.y * cosine - p.x * sine)
        let cover = min(max(0.5 - kind.distance(local) * radius, 0), 1)
        if cover > 0 { colour += (front + frontTexture.shade(place) - colour) * cover }
        colour += random.between(-noise, noise)
        let target = pixels + (row * side + column) * 3
        for channel in 0..<3 { target[channel] = UInt8(min(max(colour[channel], 0), 255)) }
      }
    }
  }

  /// Background and shape, far enough apart in lightness to be told from each other; which is the lighter is chance.
  private static func colours(_ random: inout DrawingRandom) -> (back: SIMD3<Float>, front: SIMD3<Float>) {
    func colour(_ random: inout DrawingRandom) -> SIMD3<Float> {
      SIMD3(random.between(20, 235), random.between(20, 235), random.between(20, 235))
    }
    let weights = SIMD3<Float>(0.299, 0.587, 0.114)
    let back = colour(&random)
    var front = colour(&random)
    var tries = 0
    while abs(((front - back) * weights).sum()) < 55, tries < 32 {
      front = colour(&random)
      tries += 1
    }
    return (back, front)
  }

  /// Waves of light and dark across a surface.
  private struct Texture {
    let wave: SIMD2<Float>
    let phase: Float
    let height: Float

    init(_ random: inout DrawingRandom, strength: Float) {
      let angle = random.between(0, 2 * .pi)
      let frequency = random.between(0.15, 1.4)
      wave = SIMD2(cos(angle), sin(angle)) * frequency
      phase = random.between(0, 2 * .pi)
      height = random.between(0, strength)
    }

    func shade(_ place: SIMD2<Float>) -> Float { height * sin((wave * place).sum() + phase) }
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
