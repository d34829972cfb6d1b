extension LabeledImages {
  /// Floats of one example.
  package var valuesPerImage: Int { store.valuesPerExample }

  /// Writes the examples of the given indices one after the other, each `[height, width, channels]` in 0...1, into
  /// `values`, which has room for `valuesPerImage` floats an index. Threads may fill at the same time.
  package func fill(_ indices: some Sequence<Int>, into values: UnsafeMutablePointer<Float>) {
    var target = values
    for index in indices {
      precondition(index >= 0 && index < count, "an index of these examples")
      store.unpack(index, into: target)
      target += valuesPerImage
    }
  }
}
