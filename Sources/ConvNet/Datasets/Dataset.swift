/// Labelled examples for training and for testing.
public struct Dataset: Sendable {
  /// Where the examples come from.
  public enum Origin: String, Sendable {
    /// Files: the original ones, or an author's own.
    case files
    /// Drawn by the engine.
    case embedded
  }

  /// `mnist`, `cifar10`, or the name of the folder or file.
  public let name: String
  /// What a model learns from.
  public let train: LabeledImages
  /// What it is judged by.
  public let test: LabeledImages
  /// Names of the classes; labels are indices into it.
  public let classNames: [String]
  /// Where the examples come from.
  public let origin: Origin
  /// Why the examples are drawn where files were asked for, as a sentence; `nil` where nothing stands in for another.
  public let standInReason: String?

  let digest: DataDigest

  /// SHA-256 of what was read, in hexadecimal: of the output of `sha256sum FILE …` over the files in alphabetical order,
  /// or of the bytes of images and labels where they are drawn or come from a folder of pictures.
  public var sha256: String { digest.hexadecimal }

  init(
    name: String, train: ExampleStore, test: ExampleStore, classNames: [String], origin: Origin, digest: DataDigest,
    standInReason: String? = nil
  ) {
    self.name = name
    self.train = LabeledImages(
      dataset: name, part: .train, store: train, classNames: classNames, origin: origin, digest: digest)
    self.test = LabeledImages(
      dataset: name, part: .test, store: test, classNames: classNames, origin: origin, digest: digest)
    self.classNames = classNames
    self.origin = origin
    self.standInReason = standInReason
    self.digest = digest
  }
}
