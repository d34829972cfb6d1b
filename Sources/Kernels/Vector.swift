import KernelInterface

#if KERNELS_AVX512
  /// The register of this instruction set: 16 floats.
  typealias Vector = SIMD16<Float>
  /// A byte for each float of a register.
  typealias PlaceBytes = SIMD16<UInt8>
  /// Sixteen bits for each float of a register.
  typealias PlaceWords = SIMD16<UInt16>
  /// Rows of the largest tile: 14 × 2 accumulators, two vectors of B and one broadcast fill 31 of 32 registers.
  let largestTileRows = 14
#elseif KERNELS_AVX2
  /// The register of this instruction set: 8 floats.
  typealias Vector = SIMD8<Float>
  /// A byte for each float of a register.
  typealias PlaceBytes = SIMD8<UInt8>
  /// Sixteen bits for each float of a register.
  typealias PlaceWords = SIMD8<UInt16>
  /// Rows of the largest tile: 6 × 2 accumulators, two vectors of B and one broadcast fill 15 of 16 registers.
  let largestTileRows = 6
#else
  /// The register that every x86-64 and arm64 has: 4 floats.
  typealias Vector = SIMD4<Float>
  /// A byte for each float of a register.
  typealias PlaceBytes = SIMD4<UInt8>
  /// Sixteen bits for each float of a register.
  typealias PlaceWords = SIMD4<UInt16>
  /// Rows of the largest tile: 6 × 2 accumulators, two vectors of B, a broadcast and a product fill 16 registers.
  let largestTileRows = 6
#endif

/// Floats in a register.
let lanes = Vector.scalarCount
/// Columns of a tile: two registers.
let tileColumns = 2 * Vector.scalarCount

/// A number of floats filled up to whole registers.
@inline(__always)
func filledUp(_ count: Int) -> Int { (count + lanes - 1) / lanes * lanes }

/// a · b + c; one instruction where the set has it. Elsewhere `addProduct` would call the C library for each lane.
@inline(__always)
func multiplyAdd(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
  #if KERNELS_AVX2 || KERNELS_AVX512 || arch(arm64)
    return c.addingProduct(a, b)
  #else
    return c + a * b
  #endif
}

/// A vector from memory of any alignment.
@inline(__always)
func load(_ pointer: Reading) -> Vector {
  UnsafeRawPointer(pointer).loadUnaligned(as: Vector.self)
}

/// A vector to memory of any alignment.
@inline(__always)
func store(_ vector: Vector, _ pointer: Writing) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: Vector.self)
}

/// max(0, x); a NaN goes through. (Put so, it is one instruction; a -0 goes through too.)
@inline(__always)
func relu(_ vector: Vector) -> Vector {
  vector.replacing(with: 0, where: 0 .> vector)
}

/// The gradient of a ReLU: 0 where its output is 0.
@inline(__always)
func gated(_ gradient: Vector, by output: Vector) -> Vector {
  gradient.replacing(with: 0, where: output .<= 0)
}
