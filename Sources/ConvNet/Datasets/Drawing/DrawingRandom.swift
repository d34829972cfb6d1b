/// Random numbers of one drawing: they depend on the seed, the part of the data set and the index of the example only, so
/// that examples may be drawn in any order, by any number of threads.
///
/// SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014).
struct DrawingRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int, part: LabeledImages.Part, index: Int) {
    state = UInt64(bitPattern: Int64(seed))
    state = next() ^ (part == .train ? 1 : 2)
    state = next() ^ UInt64(index)
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Evenly spread between two numbers.
  mutating func between(_ low: Float, _ high: Float) -> Float {
    low + (high - low) * Float(next() >> 40) / 16_777_216
  }

  /// One of `count` numbers from 0.
  mutating func below(_ count: Int) -> Int { Int(((next() >> 32) * UInt64(count)) >> 32) }
}
