import KernelInterface

/// The patches of a pixel in some images, where those that are all zeros stand once for all: dark grounds have many.
///
/// Columns: the images whose patch has another value than zero, in their order, and if there are others, one for all of these.
/// What a convolution makes of a patch of zeros is the same in each image, and their gradients go through it as one sum.
struct LivePatches {
  /// Images, a multiple of a vector's lanes, and vectors of them.
  let images: Int
  private let vectors: Int
  /// Values of a patch.
  let depth: Int
  /// Floats from a row of columns to the next: a column for each image, one more, and what is written past it.
  let step: Int
  /// Ones, and then the patches' values: `[1 + depth, step]`.
  let values: Writing
  /// The lanes of each vector of images that have a column of their own.
  private let chosen: UnsafeMutablePointer<ChosenLanes>
  /// Images that have a column of their own.
  private var live = 0

  /// Floats from a row of columns to the next, for so many images.
  static func step(images: Int) -> Int { images + lanes }

  /// Floats of scratch.
  static func scratch(depth: Int, images: Int) -> Int {
    (1 + depth) * step(images: images) + images / lanes * MemoryLayout<ChosenLanes>.stride / MemoryLayout<Float>.stride
  }

  /// Columns, of which the last may stand for many images.
  var columns: Int { live < images ? live + 1 : images }

  /// The patches of a pixel. `source` is the first image's value at the pixel, `taps` are the places of the patch's values from
  /// there; images stand beside each other.
  @inline(never)
  init(_ source: Reading, taps: UnsafePointer<Int>, depth: Int, images: Int, _ scratch: Writing) {
    (self.images, vectors, self.depth, step) = (images, images / lanes, depth, Self.step(images: images))
    values = scratch
    chosen = UnsafeMutableRawPointer(scratch + (1 + depth) * step).assumingMemoryBound(to: ChosenLanes.self)
    for vector in 0..<vectors {
      let source = source + vector * lanes
      var bits = Numbers.zero
      for k in 0..<depth { bits |= unsafeBitCast(load(source + taps[k]), to: Numbers.self) }
      // A zero may have a sign.
      let alive = ChosenLanes(notZero: bits &<< 1)
      (chosen + vector).initialize(to: alive)
      if alive.bits == 0 { continue }
      var target = values + step + live
      for k in 0..<depth {
        store(alive.compressed(load(source + taps[k])), target)
        target += step
      }
      live += alive.count
    }
    values.update(repeating: 1, count: step)
    for k in 1..<1 + depth { store(.zero, values + k * step + live) }
  }

  /// Rows of one value an image to rows of one a column: that of the images without one of their own is their sum.
  @inline(never)
  func gather(rows: Int, _ source: Reading, _ sourceStep: Int, _ target: Writing) {
    for row in 0..<rows {
      var (from, end, shared) = (source + row * sourceStep, target + row * step, Vector.zero)
      for vector in 0..<vectors {
        let (value, alive) = (load(from), chosen[vector])
        store(alive.compressed(value), end)
        shared += alive.others(value)
        from += lanes
        end += alive.count
      }
      end.pointee = shared.sum()
    }
  }

  /// Adds rows of one value a column to rows of one an image.
  @inline(never)
  func spread(rows: Int, _ source: Reading, addingTo target: Writing, _ targetStep: Int) {
    for row in 0..<rows {
      var (from, to) = (source + row * step, target + row * targetStep)
      let shared = Vector(repeating: from[live])
      for vector in 0..<vectors {
        let alive = chosen[vector]
        store(load(to) + alive.spread(load(from), elsewhere: shared), to)
        from += alive.count
        to += lanes
      }
    }
  }
}
