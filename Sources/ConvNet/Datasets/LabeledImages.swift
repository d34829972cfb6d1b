/// Examples of one kind with their labels; pixels stay bytes until they are asked for.
public struct LabeledImages: Sendable {
  /// What the examples are for.
  public enum Part: String, Sendable {
    /// To learn from.
    case train
    /// To judge by.
    case test
  }

  /// Name of the data set: `mnist`.
  public let dataset: String
  /// What the examples are for.
  public let part: Part
  /// Number of examples.
  public let count: Int
  /// Names of the classes; labels are indices into it.
  public let classNames: [String]
  /// Where the examples come from.
  public let origin: Dataset.Origin
  /// Whether examples were left out.
  public let isPart: Bool

  let store: ExampleStore
  private let digest: DataDigest

  /// Shape of one example: `[height, width, channels]`, or `[features]`.
  public var imageShape: [Int] { store.shape }

  /// The class of each example, an index into `classNames`.
  public var labels: [Int] { count == store.count ? store.labels : Array(store.labels.prefix(count)) }

  /// Whether numbers computed from these examples may be held against a slide's: the files, and all of them.
  public var isComparable: Bool { origin == .files && !isPart }

  init(
    dataset: String, part: Part, store: ExampleStore, classNames: [String], origin: Dataset.Origin, digest: DataDigest
  ) {
    self.init(
      dataset: dataset, part: part, count: store.count, classNames: classNames, origin: origin, isPart: false,
      store: store, digest: digest)
  }

  private init(
    dataset: String, part: Part, count: Int, classNames: [String], origin: Dataset.Origin, isPart: Bool,
    store: ExampleStore, digest: DataDigest
  ) {
    self.dataset = dataset
    self.part = part
    self.count = count
    self.classNames = classNames
    self.origin = origin
    self.isPart = isPart
    self.store = store
    self.digest = digest
  }

  /// The first examples, at most `count` of them; checks on a part of a data set are not comparable.
  public func prefix(_ count: Int) -> LabeledImages {
    let kept = min(max(count, 0), self.count)
    return LabeledImages(
      dataset: dataset, part: part, count: kept, classNames: classNames, origin: origin,
      isPart: isPart || kept < self.count, store: store, digest: digest)
  }
}
