import KernelInterface

/// A batch cut into chunks that depend on its size alone, so that sums over them have the same bits for every number of
/// threads.
struct BatchChunks: Sendable {
  private let batch: Int
  private let size: Int

  /// Chunks of most stages: they share out well over the cores of a small machine and keep the partial sums few.
  static let most = 8

  /// Chunks of about the same size, at most `most`.
  init(_ batch: Int, most: Int = Self.most) {
    self.batch = batch
    size = max(1, (batch + most - 1) / most)
  }

  /// Chunks that room is needed for where batches have at most `batch` examples. That is not the count of the largest batch's own
  /// chunks: 20 examples are cut into 10 of at most 16 chunks, but 16 into 16.
  static func roomCount(batch: Int, most: Int = Self.most) -> Int { min(batch, most) }

  var count: Int { (batch + size - 1) / size }

  /// The examples of a chunk.
  subscript(chunk: Int) -> Range<Int> { chunk * size..<min((chunk + 1) * size, batch) }

  /// Adds the partial sums `[chunks, count]` into the first one, chunk after chunk.
  func sum(_ partials: Writing, count: Int, pool: ThreadPool, kernels: KernelSet) {
    nonisolated(unsafe) let partials = partials
    let width = 2048
    pool.run((count + width - 1) / width) { block in
      let start = block * width
      for chunk in 1..<max(self.count, 1) {
        kernels.addScaled(
          1, Reading(partials + chunk * count + start), partials + start, min(width, count - start))
      }
    }
  }
}
