/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every run, so that a failure comes back with its seed.
package struct SplitMix: RandomNumberGenerator {
  package var state: UInt64

  package init(_ seed: some BinaryInteger) { state = UInt64(truncatingIfNeeded: seed) }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from -1 up to 1, of 24 bits, as `Golden/make_layers.py` draws them.
  package mutating func signedUnit() -> Float { Float(Double(next() >> 40) * 0x1p-23 - 1) }
}
