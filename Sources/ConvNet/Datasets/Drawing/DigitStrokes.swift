import Foundation

/// The ten digits as strokes in a square: x to the right, y downwards, both in 0...1.
enum DigitStrokes {
  typealias Point = SIMD2<Float>

  /// `strokes[digit]`: lines through points, drawn one after the other.
  static let strokes: [[[Point]]] = [
    [arc(0.5, 0.5, 0.32, 0.45, from: 0, to: 360)],
    [line((0.34, 0.27), (0.55, 0.05), (0.55, 0.95))],
    [arc(0.5, 0.31, 0.3, 0.26, from: 185, to: 390) + line((0.2, 0.95), (0.82, 0.95))],
    [
      arc(0.47, 0.28, 0.28, 0.23, from: 205, to: 450),
      arc(0.47, 0.73, 0.32, 0.23, from: 270, to: 515),
    ],
    [line((0.66, 0.95), (0.66, 0.05), (0.14, 0.66), (0.9, 0.66))],
    [line((0.78, 0.06), (0.28, 0.06), (0.25, 0.48)) + arc(0.47, 0.68, 0.31, 0.27, from: 235, to: 505)],
    [arc(0.78, 0.62, 0.58, 0.57, from: 262, to: 180), arc(0.5, 0.69, 0.29, 0.26, from: 180, to: 540)],
    [line((0.15, 0.07), (0.85, 0.07), (0.4, 0.95))],
    [arc(0.5, 0.27, 0.24, 0.22, from: 90, to: 450), arc(0.5, 0.72, 0.3, 0.23, from: 270, to: 630)],
    [arc(0.49, 0.31, 0.28, 0.26, from: 0, to: 360), line((0.77, 0.31), (0.74, 0.62), (0.6, 0.95))],
  ]

  /// Points along a part of an ellipse; 0° is to the right, 90° below.
  private static func arc(
    _ x: Float, _ y: Float, _ width: Float, _ height: Float, from start: Float, to end: Float
  ) -> [Point] {
    let steps = Int(abs(end - start) / 30) + 1
    return (0...steps).map { step in
      let angle = (start + (end - start) * Float(step) / Float(steps)) * .pi / 180
      return Point(x + width * cos(angle), y + height * sin(angle))
    }
  }

  /// Points along straight lines, close enough together to be bent.
  private static func line(_ corners: (Float, Float)...) -> [Point] {
    var points: [Point] = []
    for (from, to) in zip(corners, corners.dropFirst()) {
      for step in 0..<3 {
        let part = Float(step) / 3
        points.append(Point(from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part))
      }
    }
    if let last = corners.last { points.append(Point(last.0, last.1)) }
    return points
  }
}
