import Foundation

extension Dataset {
  /// The data set in IDX format in a folder: images `[count, height, width]` or `[count, height, width, channels]`, or
  /// features `[count, features]`, with labels `[count]`.
  ///
  /// The files are told by their names, as MNIST's (`train-images-idx3-ubyte`, …, plain or `.gz`), after any prefix;
  /// `prefix` chooses where several sets stand in one folder. Bytes are divided by 255, other types taken as they are.
  /// Classes go by their numbers, from 0 to the greatest label, unless `classNames` are given. Where only the files for
  /// training are there, `testEvery` sets every so-manieth example of each class aside for testing.
  ///
  /// Throws ``DatasetError`` where files are missing, damaged, or do not belong together.
  public init(
    idx folder: String, prefix: String? = nil, classNames: [String]? = nil, testEvery: Int? = nil
  ) throws {
    let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
    if let classNames, classNames.isEmpty {
      throw DatasetError.argument(name: "classNames", value: "[]", rule: "one name a class")
    }
    let files = try IDXFolder(folder, prefix: prefix, needsTest: testEvery == nil)
    if let testEvery {
      guard testEvery >= 2 else {
        throw DatasetError.argument(name: "testEvery", value: "\(testEvery)", rule: "2 or more")
      }
      guard !files.hasTest else {
        throw DatasetError.argument(
          name: "testEvery", value: "\(testEvery)", rule: "left out, for \(folder) holds files for testing")
      }
    }
    try self.init(idx: files, folder: folder, name: name, classNames: classNames, testEvery: testEvery)
    EngineEnvironment.current.datasetOpened?(self)
  }

  /// The data set of two or four files; `classNames` and the counts where they are known beforehand.
  init(
    idx files: IDXFolder, folder: String, name: String, classNames: [String]? = nil, testEvery: Int? = nil,
    counts: (train: Int, test: Int)? = nil
  ) throws(DatasetError) {
    // The largest file first, so that the others are read beside it.
    let roles: [IDXFolder.Role] = [.trainImages, .testImages, .trainLabels, .testLabels]
    let present = roles.filter { files.files[$0] != nil }
    let results = Concurrently.map(present) { role in
      Result { () throws(DatasetError) in try IDXFile(files.files[role] ?? role.rawValue) }
    }
    var read: [IDXFolder.Role: IDXFile] = [:]
    for (role, result) in zip(present, results) { read[role] = try result.get() }

    func examples(
      _ images: IDXFolder.Role, _ labels: IDXFolder.Role, count: Int?
    ) throws(DatasetError) -> ExampleStore? {
      guard let images = read[images], let labels = read[labels] else { return nil }
      let store = try images.examples(labels: labels.labels(classes: classNames?.count), labelFile: labels.path)
      if let count, images.shape[0] != count {
        throw .damaged(
          file: images.path, offset: 4, problem: .count(expected: count, found: images.shape[0], what: "images"))
      }
      return store
    }
    guard let given = try examples(.trainImages, .trainLabels, count: counts?.train) else {
      throw .noFiles(folder: folder, expected: IDXFolder.Role.trainImages.rawValue, found: [])
    }
    let tested = try examples(.testImages, .testLabels, count: counts?.test)
    if let tested, given.shape != tested.shape {
      throw .shapesDiffer(train: given.shape, test: tested.shape, name: folder)
    }
    let classCount = max(given.labels.max() ?? 0, tested?.labels.max() ?? 0) + 1
    let classNames = classNames ?? (0..<classCount).map(String.init)
    let digests = read.values.map { (name: URL(fileURLWithPath: $0.path).lastPathComponent, digest: $0.digest) }
    let (train, test): (ExampleStore, ExampleStore)
    if let tested {
      (train, test) = (given, tested)
    } else {
      let split = try ClassSplit(given.labels, classNames: classNames, testEvery: testEvery ?? 5, in: folder)
      (train, test) = (given.subset(split.train), given.subset(split.test))
    }
    self.init(
      name: name, train: train, test: test, classNames: classNames, origin: .files,
      digest: DataDigest { DataDigest.ofFiles(digests) })
  }
}
