import KernelInterface

/// For each filter the gradients of the windows that are alive, and where the patches begin that their maxima came from.
struct FilterLists {
  var values: Writing
  var offsets: UnsafeMutablePointer<Int32>
  /// Gradients of each filter.
  var counts: UnsafeMutablePointer<Int32>
  /// From one filter's list to the next one's: all its windows, and what is written past them.
  var room: Int
  /// Where the patch of each place begins, from that of its window's first pixel; 0 for every other byte.
  private let placeOffsets: UnsafeMutablePointer<Int32>
  /// Where the patch of each window's first pixel begins.
  private let starts: UnsafeMutablePointer<Int32>
  /// Two squares of vectors, and the same turned over.
  private let squares: Writing

  private static func room(_ s: SparsePooling) -> Int { s.windows + lanes }

  /// Floats of scratch.
  static func scratch(_ s: SparsePooling) -> Int {
    s.convolution.outputChannels * (2 * room(s) + 1) + 256 + s.windows + 4 * lanes * lanes
  }

  /// Lists the gradients of an image and adds up the bias's.
  init(_ s: SparsePooling, _ g: SparseKernelGradient, _ scratch: Writing) {
    let filters = s.convolution.outputChannels
    room = Self.room(s)
    squares = scratch
    values = scratch + 4 * lanes * lanes
    offsets = UnsafeMutableRawPointer(values + filters * room).assumingMemoryBound(to: Int32.self)
    counts = offsets + filters * room
    placeOffsets = counts + filters
    starts = placeOffsets + 256
    let (windows, places) = (s.windows, s.places)
    placeOffsets.update(repeating: 0, count: 256)
    for place in 0..<places {
      placeOffsets[place] = Int32(truncatingIfNeeded: SparseConvolution.placeOffset(s, place))
    }
    for window in 0..<windows {
      starts[window] = Int32(truncatingIfNeeded: SparseConvolution.windowOffset(s, window))
    }
    // A vector holds the offsets of so many places.
    let whole = KeptLanes.areFast && places <= lanes ? filters / lanes * lanes : 0
    for filter in stride(from: 0, to: whole, by: lanes) { listVector(filter, windows, filters, g) }
    for filter in whole..<filters { list(filter, windows, filters, g) }
  }

  /// The sum over a filter's list, of rows of neighbouring vectors.
  func sum(_ filter: Int, _ base: Reading, rowStep: Int, _ target: Writing, targetRowStep: Int) -> GatheredSum {
    GatheredSum(
      values: values + filter * room, offsets: offsets + filter * room, count: Int(counts[filter]), base: base,
      rowStep: rowStep, target: target, targetRowStep: targetRowStep)
  }

  private func list(_ filter: Int, _ windows: Int, _ filters: Int, _ g: SparseKernelGradient) {
    let first = filter * room
    var (end, sum) = (first, Float(0))
    for window in 0..<windows {
      // Written always, counted only if alive: a branch would be guessed wrong half the time.
      let place = g.places[window * filters + filter]
      let value = g.outputGradient[window * filters + filter]
      values[end] = value
      offsets[end] = starts[window] &+ placeOffsets[Int(place)]
      let isAlive = place != SparsePooling.dead
      end += isAlive ? 1 : 0
      sum += isAlive ? value : 0
    }
    counts[filter] = Int32(truncatingIfNeeded: end - first)
    g.biasGradient[filter] += sum
  }

  /// A vector of filters at once: of as many windows as it has lanes the values and offsets, -1 where dead, are turned over.
  private func listVector(_ filter: Int, _ windows: Int, _ filters: Int, _ g: SparseKernelGradient) {
    let (dead, none) = (Numbers(repeating: Int32(SparsePooling.dead)), Numbers(repeating: -1))
    let offsetSquare = squares + lanes * lanes
    let (turnedValues, turnedOffsets) = (squares + 2 * lanes * lanes, squares + 3 * lanes * lanes)
    let table = load(UnsafeMutableRawPointer(placeOffsets).assumingMemoryBound(to: Float.self))
    counts.advanced(by: filter).update(repeating: 0, count: lanes)
    var sum = Vector.zero
    for first in stride(from: 0, to: windows, by: lanes) {
      for row in 0..<min(lanes, windows - first) {
        let place = (first + row) * filters + filter
        let value = load(g.outputGradient + place)
        let bytes = widened(UnsafeRawPointer(g.places + place).loadUnaligned(as: PlaceBytes.self))
        let isDead = bytes .== dead
        let offsets = Numbers(repeating: starts[first + row]) &+ unsafeBitCast(picked(table, bytes), to: Numbers.self)
        store(value, squares + row * lanes)
        store(unsafeBitCast(offsets.replacing(with: none, where: isDead), to: Vector.self), offsetSquare + row * lanes)
        sum += value.replacing(with: 0, where: isDead)
      }
      for row in max(0, windows - first)..<max(lanes, windows - first) {
        store(unsafeBitCast(none, to: Vector.self), offsetSquare + row * lanes)
      }
      Transpose.square(Reading(squares), lanes, turnedValues, lanes)
      Transpose.square(Reading(offsetSquare), lanes, turnedOffsets, lanes)
      for lane in 0..<lanes {
        let end = (filter + lane) * room + Int(counts[filter + lane])
        let numbers = unsafeBitCast(load(turnedOffsets + lane * lanes), to: Numbers.self)
        let kept = KeptLanes.write(
          load(turnedValues + lane * lanes), numbers, chosen: KeptLanes.lanes(notNegative: numbers), values + end,
          offsets + end)
        counts[filter + lane] &+= Int32(truncatingIfNeeded: kept)
      }
    }
    store(load(g.biasGradient + filter) + sum, g.biasGradient + filter)
  }
}
