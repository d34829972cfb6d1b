internal import CPUFeatures
import KernelInterface

/// A choice of a vector's lanes, which are put one after the other, and back to their places.
struct ChosenLanes {
  /// A bit for each lane.
  let bits: UInt32

  /// Lanes that are chosen.
  @inline(__always)
  var count: Int { bits.nonzeroBitCount }

  @inline(__always)
  init(bits: UInt32) { self.bits = bits }

  /// The lanes whose numbers are not zero.
  @inline(__always)
  init(notZero numbers: Numbers) {
    #if KERNELS_AVX512
      bits = cpu_not_zero16(numbers)
    #elseif KERNELS_AVX2
      bits = cpu_not_zero8(numbers)
    #else
      var chosen = UInt32(0)
      for lane in 0..<lanes where numbers[lane] != 0 { chosen |= 1 << UInt32(truncatingIfNeeded: lane) }
      bits = chosen
    #endif
  }

  /// The chosen lanes one after the other; behind them anything.
  @inline(__always)
  func compressed(_ vector: Vector) -> Vector {
    #if KERNELS_AVX512
      return cpu_compressed16(vector, bits)
    #elseif KERNELS_AVX2
      return cpu_pick8(vector, cpu_signed8(Self.orders[Int(bits)]))
    #else
      var (result, end) = (Vector.zero, 0)
      for lane in 0..<lanes where isChosen(lane) {
        result[end] = vector[lane]
        end += 1
      }
      return result
    #endif
  }

  /// The first lanes at the places that are chosen, and a value at the others.
  @inline(__always)
  func spread(_ vector: Vector, elsewhere value: Vector) -> Vector {
    #if KERNELS_AVX512
      return cpu_spread16(vector, value, bits)
    #elseif KERNELS_AVX2
      let places = cpu_signed8(Self.places[Int(bits)])
      return cpu_mixed8(cpu_pick8(vector, places), value, places)
    #else
      var (result, end) = (value, 0)
      for lane in 0..<lanes where isChosen(lane) {
        result[lane] = vector[end]
        end += 1
      }
      return result
    #endif
  }

  /// The lanes that are not chosen; the chosen ones are zero.
  @inline(__always)
  func others(_ vector: Vector) -> Vector {
    #if KERNELS_AVX512
      return cpu_others16(vector, bits)
    #elseif KERNELS_AVX2
      return cpu_mixed8(.zero, vector, cpu_signed8(Self.places[Int(bits)]))
    #else
      var result = vector
      for lane in 0..<lanes where isChosen(lane) { result[lane] = 0 }
      return result
    #endif
  }

  #if KERNELS_AVX2
    /// For each choice the places of the chosen lanes, a byte each.
    nonisolated(unsafe) static let orders = table { chosen in
      var (order, count) = (UInt(0), 0)
      for lane in 0..<8 where chosen >> lane & 1 == 1 {
        order |= UInt(truncatingIfNeeded: lane << (8 * count))
        count += 1
      }
      return order
    }

    /// For each choice the number of chosen lanes before each that is chosen, and -1 for the others, a byte each.
    nonisolated(unsafe) private static let places = table { chosen in
      var (places, count) = (UInt(0), 0)
      for lane in 0..<8 {
        let isChosen = chosen >> lane & 1 == 1
        places |= UInt(truncatingIfNeeded: isChosen ? count : 255) << UInt(truncatingIfNeeded: 8 * lane)
        count += isChosen ? 1 : 0
      }
      return places
    }

    /// Made once, never given back.
    private static func table(_ entry: (Int) -> UInt) -> UnsafePointer<UInt> {
      let table = UnsafeMutablePointer<UInt>.allocate(capacity: 256)
      for chosen in 0..<256 { table[chosen] = entry(chosen) }
      return UnsafePointer(table)
    }
  #elseif !KERNELS_AVX512
    @inline(__always)
    private func isChosen(_ lane: Int) -> Bool { bits >> UInt32(truncatingIfNeeded: lane) & 1 == 1 }
  #endif
}
