internal import CPUFeatures
import KernelInterface

/// As many numbers as a vector has floats.
typealias Numbers = Vector.MaskStorage

/// The floats of a table of as many as a vector holds, at least eight, at the given places of it.
@inline(__always)
func picked(_ table: Vector, _ places: Numbers) -> Vector {
  #if KERNELS_AVX512
    return cpu_pick16(table, places)
  #elseif KERNELS_AVX2
    return cpu_pick8(table, places)
  #else
    preconditionFailure("a vector holds no table of eight")
  #endif
}

/// Of four floats in memory, in each lane the one at its place below four.
@inline(__always)
func picked(ofFour table: Reading, _ places: Numbers) -> Vector {
  #if KERNELS_AVX512
    return cpu_pick_of_four16(table, places)
  #elseif KERNELS_AVX2
    return cpu_pick_of_four8(table, places)
  #else
    preconditionFailure("lanes are not picked without instructions for it")
  #endif
}

/// Bytes as numbers.
@inline(__always)
func widened(_ bytes: PlaceBytes) -> Numbers {
  #if KERNELS_AVX512
    return cpu_widen16(bytes)
  #elseif KERNELS_AVX2
    return cpu_widen8(bytes)
  #else
    return Numbers(truncatingIfNeeded: bytes)
  #endif
}

/// The low bytes of numbers.
@inline(__always)
func narrowed(_ numbers: Numbers) -> PlaceBytes {
  #if KERNELS_AVX512
    return cpu_narrow16(numbers)
  #elseif KERNELS_AVX2
    return cpu_narrow8(numbers)
  #else
    return PlaceBytes(truncatingIfNeeded: numbers)
  #endif
}

/// Words of sixteen bits as numbers.
@inline(__always)
func numbers(_ words: PlaceWords) -> Numbers {
  #if KERNELS_AVX512
    return cpu_words_widened16(words)
  #elseif KERNELS_AVX2
    return cpu_words_widened8(words)
  #else
    return Numbers(truncatingIfNeeded: words)
  #endif
}

/// The low sixteen bits of numbers.
@inline(__always)
func words(_ numbers: Numbers) -> PlaceWords {
  #if KERNELS_AVX512
    return cpu_words16(numbers)
  #elseif KERNELS_AVX2
    return cpu_words8(numbers)
  #else
    return PlaceWords(truncatingIfNeeded: numbers)
  #endif
}

/// Asks for a cache line that is read soon; it may lie anywhere.
@inline(__always)
func prefetch(_ pointer: UnsafeRawPointer) {
  cpu_prefetch(pointer)
}

/// The number itself, kept in a register and not computed again from what it was made of.
@inline(__always)
func kept(_ number: Int) -> Int { cpu_kept(number) }

/// The pointer itself, of which the compiler does not know what it was made of.
@inline(__always)
func kept(_ pointer: Reading) -> Reading { cpu_kept_pointer(pointer) }

/// No instruction: loads below stay below, where the compiler would hold their values in registers for longer.
@inline(__always)
func keepOrder() { cpu_keep_order() }

#if KERNELS_AVX2 || KERNELS_AVX512
  /// The vector itself, computed before what is loaded below: where it waits, what it is made of takes registers for longer.
  @inline(__always)
  func finished(_ vector: Vector) -> Vector {
    #if KERNELS_AVX512
      cpu_finished16(vector)
    #else
      cpu_finished8(vector)
    #endif
  }
#endif
