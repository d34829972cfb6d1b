extension Dataset {
  /// Digits that the engine draws: strokes with seeded distortion, 28×28×1, shape and sizes as MNIST's.
  ///
  /// A linear model stays below 0.90, a convolutional one passes 0.95. The same numbers give the same images, for every number
  /// of threads.
  ///
  /// - Parameters:
  ///   - train: Images to learn from, 1 to 1,000,000; another number ends the program with a sentence, here and for `test`.
  ///   - test: Images to judge by.
  ///   - seed: What the images follow from.
  public static func digits(train: Int = 60_000, test: Int = 10_000, seed: Int = 1) -> Dataset {
    drawnDigits(train: train, test: test, seed: seed).announced()
  }

  /// The digits without telling anybody: they may stand in for others.
  static func drawnDigits(train: Int = 60_000, test: Int = 10_000, seed: Int = 1) -> Dataset {
    drawn(
      "digits", train: train, test: test, seed: seed, shape: [DigitPainter.side, DigitPainter.side, 1],
      classNames: (0..<10).map(String.init), paint: DigitPainter.paint)
  }

  /// A data set whose every example is painted.
  static func drawn(
    _ name: String, train: Int, test: Int, seed: Int, shape: [Int], classNames: [String],
    paint: @Sendable (_ label: Int, _ random: inout DrawingRandom, _ pixels: UnsafeMutablePointer<UInt8>) -> Void
  ) -> Dataset {
    func draw(_ count: Int, _ part: LabeledImages.Part) -> ExampleStore {
      if !(1...1_000_000).contains(count) {
        stop(DatasetError.argument(name: part.rawValue, value: "\(count)", rule: "1 to 1000000 images"))
      }
      return Gallery.draw(
        count, part: part, seed: seed, shape: shape, classes: classNames.count, paint: paint)
    }
    let (train, test) = (draw(train, .train), draw(test, .test))
    return Dataset(
      name: name, train: train, test: test, classNames: classNames, origin: .embedded,
      digest: DataDigest { DataDigest.ofExamples([train, test]) })
  }

  /// The data set under the name of the one it stands in for.
  func standingIn(for name: String, reason: String) -> Dataset {
    Dataset(
      name: name, train: train.store, test: test.store, classNames: classNames, origin: .embedded, digest: digest,
      standInReason: reason)
  }
}
