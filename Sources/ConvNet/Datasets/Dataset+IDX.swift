import Foundation

extension Dataset {
  /// The data set in IDX format in a folder: images `[count, height, width]` or `[count, height, width, channels]`, or
  /// features `[count, features]`, with labels `[count]`.
  ///
  /// The files are told by their names, as MNIST's (`train-images-idx3-ubyte`, …, plain or `.gz`), after any prefix;
  /// `prefix` chooses where several sets stand in one folder. Bytes are divided by 255, other types taken as they are.
  ///
  /// Throws ``DatasetError`` where files are missing, damaged, or do not belong together.
  public init(idx folder: String, prefix: String? = nil) throws {
    let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
    try self.init(idx: IDXFolder(folder, prefix: prefix), folder: folder, name: name)
    EngineEnvironment.current.datasetOpened?(self)
  }

  /// The data set of four files; `classNames` and the counts where they are known beforehand.
  init(
    idx files: IDXFolder, folder: String, name: String, classNames: [String]? = nil,
    counts: (train: Int, test: Int)? = nil
  ) throws(DatasetError) {
    // The largest file first, so that the others are read beside it.
    let roles: [IDXFolder.Role] = [.trainImages, .testImages, .trainLabels, .testLabels]
    let results = Concurrently.map(roles) { role in
      Result { () throws(DatasetError) in try IDXFile(files.files[role] ?? role.rawValue) }
    }
    let (trainImages, testImages) = (try results[0].get(), try results[1].get())
    let (trainLabels, testLabels) = (try results[2].get(), try results[3].get())
    let train = try trainImages.examples(
      labels: trainLabels.labels(classes: classNames?.count), labelFile: trainLabels.path)
    let test = try testImages.examples(
      labels: testLabels.labels(classes: classNames?.count), labelFile: testLabels.path)
    guard train.shape == test.shape else { throw .shapesDiffer(train: train.shape, test: test.shape, name: folder) }
    for (file, expected) in [(trainImages, counts?.train), (testImages, counts?.test)] {
      guard let expected, file.shape[0] != expected else { continue }
      throw .damaged(
        file: file.path, offset: 4, problem: .count(expected: expected, found: file.shape[0], what: "images"))
    }
    let classes = (max(train.labels.max() ?? 0, test.labels.max() ?? 0)) + 1
    let digests = [trainImages, testImages, trainLabels, testLabels].map {
      (name: URL(fileURLWithPath: $0.path).lastPathComponent, digest: $0.digest)
    }
    self.init(
      name: name, train: train, test: test, classNames: classNames ?? (0..<classes).map(String.init), origin: .files,
      digest: DataDigest { DataDigest.ofFiles(digests) })
  }
}
