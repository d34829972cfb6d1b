extension Dataset {
  /// Shapes that the engine draws: ten classes in colour, 32×32×3, shape and sizes as CIFAR-10's.
  ///
  /// Colour, size, place, turn, texture, clutter and noise vary and tell nothing of the class; shapes are lighter or darker than
  /// what is behind them. A linear model stays below 0.50, a convolution with pooling passes 0.80. The same numbers give the
  /// same images, for every number of threads.
  ///
  /// - Parameters:
  ///   - train: Images to learn from, 1 to 1,000,000; another number ends the program with a sentence, here and for `test`.
  ///   - test: Images to judge by.
  ///   - seed: What the images follow from.
  public static func shapes(train: Int = 50_000, test: Int = 10_000, seed: Int = 1) -> Dataset {
    drawnShapes(train: train, test: test, seed: seed).announced()
  }

  /// The shapes without telling anybody: they may stand in for others.
  static func drawnShapes(train: Int = 50_000, test: Int = 10_000, seed: Int = 1) -> Dataset {
    drawn(
      "shapes", train: train, test: test, seed: seed, shape: [ShapePainter.side, ShapePainter.side, 3],
      classNames: ShapeKind.allCases.map(\.name), paint: ShapePainter.paint)
  }
}
