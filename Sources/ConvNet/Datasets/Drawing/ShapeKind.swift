import Foundation

/// The ten classes of `Dataset.shapes()`, each as a signed distance from its edge: negative inside, in units of its size.
enum ShapeKind: Int, CaseIterable {
  case circle, square, triangle, star, cross, ring, crescent, heart, arrow, bars

  /// Name of the class.
  var name: String { "\(self)" }

  /// No shape goes farther from the origin than this.
  static let reach: Float = 1.45

  /// About how far the point lies from the edge of a shape of radius 1 around the origin, y downwards.
  func distance(_ p: SIMD2<Float>) -> Float {
    switch self {
    case .circle: length(p) - 0.9
    case .square: box(p, 0.78, 0.78)
    case .triangle: triangle(p, inner: 0.5)
    case .star: star(p)
    case .cross: min(box(p, 1, 0.3), box(p, 0.3, 1))
    case .ring: abs(length(p) - 0.72) - 0.24
    case .crescent: max(length(p) - 0.95, 0.75 - length(p - SIMD2(0.45, 0)))
    case .heart: heart(p)
    case .arrow: min(box(p - SIMD2(0, 0.4), 0.22, 0.6), triangle(p + SIMD2(0, 0.4), inner: 0.36))
    case .bars: min(box(p - SIMD2(0.62, 0), 0.26, 0.95), box(p + SIMD2(0.62, 0), 0.26, 0.95))
    }
  }

  private func length(_ p: SIMD2<Float>) -> Float { (p * p).sum().squareRoot() }

  private func box(_ p: SIMD2<Float>, _ halfWidth: Float, _ halfHeight: Float) -> Float {
    max(abs(p.x) - halfWidth, abs(p.y) - halfHeight)
  }

  /// Equal sides and a corner at the top; `inner` is the radius of the circle in it.
  private func triangle(_ p: SIMD2<Float>, inner: Float) -> Float {
    max(p.y, abs(p.x) * 0.866_025_4 - p.y * 0.5) - inner
  }

  /// Five points: folded into one sector, where the edge is one straight line.
  private func star(_ p: SIMD2<Float>) -> Float {
    let sector = 2 * Float.pi / 5
    let angle = atan2(p.x, -p.y)
    let folded = abs(angle - (angle / sector).rounded() * sector)
    let radius = length(p)
    let (x, y) = (radius * sin(folded), radius * cos(folded))
    // From the tip (0, 1) to the notch at radius 0.42.
    let notch = SIMD2<Float>(0.42 * sin(sector / 2), 0.42 * cos(sector / 2))
    let edge = notch - SIMD2(0, 1)
    return ((x * -edge.y) + (y - 1) * edge.x) / length(edge)
  }

  /// Two discs over a corner.
  private func heart(_ p: SIMD2<Float>) -> Float {
    let side = SIMD2(abs(p.x), p.y)
    let disc = length(side - SIMD2(0.42, -0.32)) - 0.48
    let corner = max((side.x + side.y) * 0.7071 - 0.52, -0.32 - p.y)
    return min(disc, corner)
  }
}
