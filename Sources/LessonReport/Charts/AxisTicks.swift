import Foundation

/// Round numbers along an axis: steps of 1, 2 or 5 times a power of ten (Heckbert, "Nice numbers for graph labels",
/// Graphics Gems, 1990).
package struct AxisTicks: Equatable {
  /// Values of the ticks, in ascending order.
  package var values: [Double]
  /// Decimals that tell two ticks apart.
  package var decimals: Int

  /// About `count` ticks that enclose `least...greatest`; where `enclosing` is false they lie within.
  package init(_ least: Double, _ greatest: Double, count: Int = 5, enclosing: Bool = true) {
    let (least, greatest) = Self.widened(least, greatest)
    let step = Self.step((greatest - least) / Double(max(1, count - 1)))
    let slack = step * 1e-9
    let first = enclosing ? ((least + slack) / step).rounded(.down) : ((least - slack) / step).rounded(.up)
    let last = enclosing ? ((greatest - slack) / step).rounded(.up) : ((greatest + slack) / step).rounded(.down)
    decimals = max(0, -Int(log10(step).rounded(.down)))
    values = stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// A range of some width: one value gets a margin, no number at all 0...1.
  private static func widened(_ least: Double, _ greatest: Double) -> (Double, Double) {
    guard least.isFinite, greatest.isFinite else { return (0, 1) }
    guard greatest > least else {
      let margin = least == 0 ? 1 : abs(least) / 2
      return (least - margin, least + margin)
    }
    return (least, greatest)
  }

  /// 1, 2, 5 or 10 times a power of ten, not under `rough`.
  private static func step(_ rough: Double) -> Double {
    let power = pow(10, log10(rough).rounded(.down))
    let fraction = rough / power
    let nice: Double = fraction <= 1.000001 ? 1 : fraction <= 2.000001 ? 2 : fraction <= 5.000001 ? 5 : 10
    return nice * power
  }

  /// The text of a tick; with a power of ten where a loss has run away, or all but vanished.
  package func text(_ value: Double) -> String {
    if decimals > 6 || values.contains(where: { abs($0) >= 1e9 }) { return NumberText.short(value) }
    let text = String(format: "%.\(decimals)f", value == 0 ? 0 : value)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}
