/// A fast 256-bit digest of large blocks of numbers: tells contents apart, is no defence against an adversary.
///
/// Four lanes of the round of xxHash64 (Collet, public specification), each ended by its avalanche; the lanes stay apart.
package struct ContentDigest {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9

  private var lanes = SIMD4<UInt64>(prime1 &+ prime2, prime2, 0, 0 &- prime1)
  private var length: UInt64 = 0

  package init() {}

  /// Takes the next block; where blocks begin and end is part of what is told apart.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt64(bytes.count)
    let whole = bytes.count / 32 * 32
    for offset in stride(from: 0, to: whole, by: 32) {
      round(bytes.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self))
    }
    var last: [UInt8] = Array(bytes[whole...])
    last += [UInt8](repeating: 0, count: 32 - last.count)
    last.withUnsafeBytes { round($0.loadUnaligned(as: SIMD4<UInt64>.self)) }
    round(SIMD4(repeating: UInt64(bytes.count)))
  }

  /// 64 hexadecimal digits.
  package func hexadecimal() -> String {
    (0..<4).map { lane in
      var value = lanes[lane] ^ length
      value = (value ^ (value >> 33)) &* Self.prime2
      value = (value ^ (value >> 29)) &* Self.prime3
      let digits = String(value ^ (value >> 32), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  private mutating func round(_ input: SIMD4<UInt64>) {
    let sum = lanes &+ input &* Self.prime2
    lanes = ((sum &<< 31) | (sum &>> 33)) &* Self.prime1
  }
}
