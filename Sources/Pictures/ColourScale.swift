/// How a number in 0...1 becomes a colour.
public enum ColourScale: Sendable, CaseIterable {
  /// Black to white.
  case grey
  /// Dark violet over green to yellow: even steps of lightness, safe for colour-blind readers (Matplotlib's viridis).
  case viridis
  /// Blue over near-white to red, the middle at 0.5, safe for colour-blind readers (ColorBrewer's RdBu, reversed).
  case diverging

  /// The colour at `fraction`: below 0 the first, above 1 the last, not a number the first.
  public func colour(at fraction: Float) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let anchors = anchors
    let position = (fraction > 0 ? min(fraction, 1) : 0) * Float(anchors.count - 1)
    let lower = min(Int(position), anchors.count - 2)
    let part = position - Float(lower)
    func channel(_ shift: UInt32) -> UInt8 {
      let low = Float(anchors[lower] >> shift & 255)
      let high = Float(anchors[lower + 1] >> shift & 255)
      return UInt8((low + (high - low) * part).rounded())
    }
    return (channel(16), channel(8), channel(0))
  }

  /// Colours in even steps, 0xRRGGBB; between two of them it is linear.
  private var anchors: [UInt32] {
    switch self {
    case .grey: Self.greyAnchors
    case .viridis: Self.viridisAnchors
    case .diverging: Self.divergingAnchors
    }
  }

  private static let greyAnchors: [UInt32] = [0x000000, 0xFFFFFF]
  private static let viridisAnchors: [UInt32] = [
    0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26, 0xFDE725,
  ]
  private static let divergingAnchors: [UInt32] = [
    0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B, 0x67001F,
  ]
}
