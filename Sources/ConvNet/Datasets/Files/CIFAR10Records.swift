import Foundation

/// CIFAR-10's binary version: each record a byte of label, then 32×32 bytes of red, of green, of blue
/// (A. Krizhevsky, "The CIFAR-10 dataset", section "Binary version").
struct CIFAR10Records {
  static let classNames = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]
  static let recordSize = 1 + 3 * 32 * 32
  /// The files in the order in which their records are joined.
  static let trainFiles = (1...5).map { "data_batch_\($0).bin" }
  static let testFile = "test_batch.bin"

  /// Records of one file: 10,000 in the original.
  let recordsPerFile: Int
  /// `[record, label and planes]`
  private let train: ByteBlock
  private let test: ByteBlock

  init(recordsPerFile: Int = 10_000) {
    self.recordsPerFile = recordsPerFile
    train = ByteBlock(count: Self.trainFiles.count * recordsPerFile * Self.recordSize)
    test = ByteBlock(count: recordsPerFile * Self.recordSize)
  }

  /// Bytes of one file.
  var fileSize: Int { recordsPerFile * Self.recordSize }

  /// Where a file's bytes go; `nil` for a name that is none of the six.
  func place(of name: String) -> UnsafeMutableRawBufferPointer? {
    if name == Self.testFile { return UnsafeMutableRawBufferPointer(rebasing: test.bytes[..<fileSize]) }
    guard let index = Self.trainFiles.firstIndex(of: name) else { return nil }
    return UnsafeMutableRawBufferPointer(rebasing: train.bytes[index * fileSize..<(index + 1) * fileSize])
  }

  /// The examples; throws at a label that is none of the ten.
  func stores() throws(LabelFault) -> (train: ExampleStore, test: ExampleStore) {
    (try store(train, files: Self.trainFiles), try store(test, files: [Self.testFile]))
  }

  /// A label that is no class: in which of the six files, and where in it.
  struct LabelFault: Error {
    var file: String
    var offset: Int
    var label: Int

    var damage: FileDamage { .label(label, classes: CIFAR10Records.classNames.count) }
  }

  private func store(_ block: ByteBlock, files: [String]) throws(LabelFault) -> ExampleStore {
    var labels = [Int]()
    labels.reserveCapacity(files.count * recordsPerFile)
    for record in 0..<files.count * recordsPerFile {
      let label = Int(block.bytes[record * Self.recordSize])
      guard label < Self.classNames.count else {
        let file = files[record / recordsPerFile]
        throw LabelFault(file: file, offset: record % recordsPerFile * Self.recordSize, label: label)
      }
      labels.append(label)
    }
    return ExampleStore(
      shape: [32, 32, 3], labels: labels, layout: .planarBytes, block: block, offset: 1, stride: Self.recordSize)
  }
}
