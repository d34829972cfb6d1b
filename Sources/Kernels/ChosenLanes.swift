internal import CPUFeatures
import KernelInterface

/// A choice of a vector's lanes, which are put one after the other, and back to their places.
struct ChosenLanes {
  /// A bit for each lane.
  let bits: UInt32

  #if KERNELS_AVX2
    /// The places of the chosen lanes, and for each lane that is chosen the number of those before it, for others -1: a byte each.
    private let order: UInt
    private let places: UInt
  #endif

  /// Lanes that are chosen.
  @inline(__always)
  var count: Int { bits.nonzeroBitCount }

  /// The lanes whose numbers are not zero.
  @inline(__always)
  init(notZero numbers: Numbers) {
    #if KERNELS_AVX512
      bits = cpu_not_zero16(numbers)
    #elseif KERNELS_AVX2
      self = Self.all[Int(cpu_not_zero8(numbers))]
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
      return cpu_pick8(vector, cpu_signed8(order))
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
      let places = cpu_signed8(places)
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
      return cpu_mixed8(.zero, vector, cpu_signed8(places))
    #else
      var result = vector
      for lane in 0..<lanes where isChosen(lane) { result[lane] = 0 }
      return result
    #endif
  }

  #if KERNELS_AVX2
    private init(_ chosen: UInt32) {
      var (order, places, count) = (UInt(0), UInt(0), UInt(0))
      for lane in UInt(0)..<8 {
        let isChosen = chosen >> UInt32(truncatingIfNeeded: lane) & 1 == 1
        places |= (isChosen ? count : 255) << (8 * lane)
        if !isChosen { continue }
        order |= lane << (8 * count)
        count += 1
      }
      (bits, self.order, self.places) = (chosen, order, places)
    }

    /// Every choice, by its bits. Made once, never given back.
    nonisolated(unsafe) private static let all: UnsafePointer<ChosenLanes> = {
      let all = UnsafeMutablePointer<ChosenLanes>.allocate(capacity: 256)
      for chosen in 0..<256 { (all + chosen).initialize(to: ChosenLanes(UInt32(truncatingIfNeeded: chosen))) }
      return UnsafePointer(all)
    }()

    /// The places of the chosen lanes, a byte each.
    @inline(__always)
    static func order(_ chosen: UInt32) -> UInt { all[Int(chosen)].order }
  #elseif !KERNELS_AVX512
    @inline(__always)
    private func isChosen(_ lane: Int) -> Bool { bits >> UInt32(truncatingIfNeeded: lane) & 1 == 1 }
  #endif
}
