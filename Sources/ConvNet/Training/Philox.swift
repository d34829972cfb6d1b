import Foundation

/// Counter-based random numbers, Philox 4×32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
///
/// Number `i` of a stream is a function of seed, stream and `i`, so the order in which threads ask does not matter.
package struct Philox: Sendable {
  private let key: (UInt32, UInt32)
  private let stream: UInt64

  package init(seed: UInt64, stream: UInt64) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.stream = stream
  }

  /// Four words of 32 random bits for a counter.
  package func block(_ counter: UInt64) -> (UInt32, UInt32, UInt32, UInt32) {
    var (c0, c1) = (UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32))
    var (c2, c3) = (UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
    var (k0, k1) = key
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) &* UInt64(c0)
      let second = UInt64(0xCD9E_8D57) &* UInt64(c2)
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: second >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: first)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (c0, c1, c2, c3)
  }

  /// 64 random bits for a counter.
  package func bits(_ counter: UInt64) -> UInt64 {
    let words = block(counter)
    return UInt64(words.0) | UInt64(words.1) << 32
  }

  /// A number in 0..<1 for a counter, in steps of 2⁻⁵³.
  package func unit(_ counter: UInt64) -> Double { Double(bits(counter) >> 11) * 0x1p-53 }

  /// A number of the standard normal distribution for a counter (Box and Muller 1958).
  package func normal(_ counter: UInt64) -> Double {
    let words = block(counter)
    let radius = (Double(words.0) + 1) * 0x1p-32
    let angle = Double(words.1) * 0x1p-32
    return (-2 * log(radius)).squareRoot() * cos(2 * .pi * angle)
  }

  /// The numbers 0..<count in random order (Fisher and Yates).
  package func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      // Lemire's multiplication maps 64 random bits to 0...index; its bias is below 2⁻⁴⁰ for any data set.
      let other = Int(bits(UInt64(index)).multipliedFullWidth(by: UInt64(index + 1)).high)
      order.swapAt(index, other)
    }
    return order
  }
}
