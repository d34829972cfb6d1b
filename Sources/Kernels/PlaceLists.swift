import KernelInterface

/// For each place of a pooling's windows the gradients whose maxima stood there, and where their filters' kernels begin: window
/// by window.
struct PlaceLists {
  var values: Writing
  var offsets: UnsafeMutablePointer<Int32>
  /// Where each window's begin, and where the last one's end: `[place, windows + 1]`.
  var bounds: UnsafeMutablePointer<Int32>

  /// Gradients that one place's list may hold, and what is written past them.
  private static func room(_ s: SparsePooling) -> Int { s.windows * s.convolution.outputChannels + lanes }

  /// Floats of scratch.
  static func scratch(_ s: SparsePooling) -> Int { s.places * (2 * room(s) + s.windows + 1) }

  /// Lists the gradients of an image; `filterStep` are the floats from one filter's kernel to the next one's.
  init(_ s: SparsePooling, _ g: SparseInputGradient, filterStep: Int, _ scratch: Writing) {
    let (places, windows, room) = (s.places, s.windows, Self.room(s))
    let filters = s.convolution.outputChannels
    values = scratch
    offsets = UnsafeMutableRawPointer(scratch + places * room).assumingMemoryBound(to: Int32.self)
    bounds = offsets + places * room
    for place in 0..<places {
      var (end, bound) = (place * room, bounds + place * (windows + 1))
      for window in 0..<windows {
        bound[window] = Int32(truncatingIfNeeded: end)
        end = list(
          UInt8(truncatingIfNeeded: place), g.outputGradient + window * filters, g.places + window * filters, filters,
          Int32(truncatingIfNeeded: filterStep), from: end)
      }
      bound += windows
      bound.pointee = Int32(truncatingIfNeeded: end)
    }
  }

  /// Puts the gradients of one window that stem from a place at the end of its list, and gives the new end.
  @inline(__always)
  private func list(
    _ place: UInt8, _ gradients: Reading, _ places: UnsafePointer<UInt8>, _ filters: Int, _ step: Int32, from start: Int
  ) -> Int {
    var (end, filter) = (start, 0)
    if KeptLanes.areFast {
      var kernels = Numbers.zero
      for lane in 0..<lanes { kernels[lane] = Int32(truncatingIfNeeded: lane) &* step }
      while filter + lanes <= filters {
        let bytes = UnsafeRawPointer(places + filter).loadUnaligned(as: PlaceBytes.self)
        end += KeptLanes.write(
          load(gradients + filter), kernels, chosen: KeptLanes.lanes(of: bytes, equal: place), values + end,
          offsets + end)
        kernels &+= Numbers(repeating: Int32(truncatingIfNeeded: lanes) &* step)
        filter += lanes
      }
    }
    while filter < filters {
      // Written always, counted only if it is this place's: a branch would be guessed wrong half the time.
      values[end] = gradients[filter]
      offsets[end] = Int32(truncatingIfNeeded: filter) &* step
      end += places[filter] == place ? 1 : 0
      filter += 1
    }
    return end
  }
}
