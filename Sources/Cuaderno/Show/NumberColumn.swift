import Foundation

/// Numbers of one table or tensor, written alike: whole ones without decimals, others with as many decimals (at most
/// four) as the one that needs most, very large or very small ones with an exponent.
struct NumberColumn {
  private enum Style {
    case fixed(decimals: Int)
    case scientific
  }

  private let style: Style

  private static let mostDecimals = 4

  init(_ values: some Collection<Double>) {
    let finite = values.lazy.filter { $0.isFinite && $0 != 0 }
    let greatest = finite.map(abs).max() ?? 0
    let allWhole = finite.allSatisfy { $0 == $0.rounded() }
    if greatest >= (allWhole ? 1e9 : 1e6) || (greatest > 0 && greatest < 1e-3) {
      style = .scientific
    } else {
      style = .fixed(decimals: allWhole ? 0 : finite.map(Self.decimals(of:)).max() ?? 0)
    }
  }

  /// The number in the style of its table.
  func text(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    switch style {
    case .scientific: return String(format: "%.3e", value)
    case .fixed(let decimals):
      let text = String(format: "%.\(decimals)f", value)
      // A tiny negative number must not read as minus zero.
      return text.hasPrefix("-") && !text.contains(where: { ("1"..."9").contains($0) })
        ? String(text.dropFirst()) : text
    }
  }

  /// Decimals that a number needs once it is rounded to the most that are shown.
  private static func decimals(of value: Double) -> Int {
    let digits = String(format: "%.\(mostDecimals)f", value)
    return mostDecimals - digits.reversed().prefix { $0 == "0" }.count.clamped(to: 0...mostDecimals)
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
