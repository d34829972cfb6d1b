internal import CPUFeatures
import KernelInterface

/// Puts chosen lanes of vectors one after the other, as lists are made.
enum KeptLanes {
  #if KERNELS_AVX2 || KERNELS_AVX512
    /// Whether there are instructions for it.
    static let areFast = true
  #else
    /// Whether there are instructions for it.
    static let areFast = false
  #endif

  /// A bit for each lane whose byte is the given one.
  @inline(__always)
  static func lanes(of bytes: PlaceBytes, equal value: UInt8) -> UInt32 {
    #if KERNELS_AVX512
      return cpu_equal16(bytes, value)
    #elseif KERNELS_AVX2
      return cpu_equal8(bytes, value)
    #else
      preconditionFailure("no instruction puts lanes side by side")
    #endif
  }

  /// A bit for each lane whose number is not negative.
  @inline(__always)
  static func lanes(notNegative numbers: Numbers) -> UInt32 {
    #if KERNELS_AVX512
      return cpu_not_negative16(numbers)
    #elseif KERNELS_AVX2
      return cpu_not_negative8(numbers)
    #else
      preconditionFailure("no instruction puts lanes side by side")
    #endif
  }

  /// Writes the floats and numbers of the chosen lanes one after the other, and gives their count. Whole vectors are written.
  @inline(__always)
  static func write(
    _ floats: Vector, _ numbers: Numbers, chosen: UInt32, _ keptFloats: Writing,
    _ keptNumbers: UnsafeMutablePointer<Int32>
  ) -> Int {
    #if KERNELS_AVX512
      return Int(cpu_keep16(floats, numbers, chosen, keptFloats, keptNumbers))
    #elseif KERNELS_AVX2
      return Int(cpu_keep8(floats, numbers, chosen, ChosenLanes.order(chosen), keptFloats, keptNumbers))
    #else
      preconditionFailure("no instruction puts lanes side by side")
    #endif
  }
}
