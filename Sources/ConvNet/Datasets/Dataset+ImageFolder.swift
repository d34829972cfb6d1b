import Foundation
import Pictures

extension Dataset {
  /// PNG files in folders named for their classes: below `train` and `test`, or directly in the folder.
  ///
  /// The classes are spread evenly, so that a `prefix` holds some of each. Without `train` and `test`, of each class every `testEvery`-th picture (in alphabetical order) is for testing. Pictures
  /// are brought to `size` (height, width), without it to the size of the first one, by a triangle filter that is widened
  /// where a picture shrinks (Pillow's `BILINEAR`); transparency is laid over white. Where all are grey there is one channel,
  /// else there are three.
  ///
  /// Throws ``DatasetError`` for a folder without classes, an empty class, a picture that cannot be read.
  public init(imageFolder folder: String, size: (height: Int, width: Int)? = nil, testEvery: Int = 5) throws {
    guard testEvery >= 2 else {
      throw DatasetError.argument(name: "testEvery", value: "\(testEvery)", rule: "2 or more")
    }
    if let size, !(1...4096).contains(size.height) || !(1...4096).contains(size.width) {
      throw DatasetError.argument(name: "size", value: "\(size)", rule: "a height and a width of 1 to 4096")
    }
    let inside = try PictureFolder.folders(folder)
    let classNames: [String]
    let (train, test): ([(path: String, label: Int)], [(path: String, label: Int)])
    if inside.contains("train"), inside.contains("test") {
      let (first, second) = (try PictureFolder("\(folder)/train"), try PictureFolder("\(folder)/test"))
      for (names, others, part) in [(first, second, "test"), (second, first, "train")] {
        guard let lacking = names.classNames.first(where: { !others.classNames.contains($0) }) else { continue }
        throw DatasetError.pictures(folder: folder, problem: .classMissing(lacking, in: part))
      }
      (classNames, train, test) = (first.classNames, first.pictures, second.pictures)
    } else if let part = ["train", "test"].first(where: inside.contains),
      inside.count == 1, try !PictureFolder.folders("\(folder)/\(part)").isEmpty
    {
      throw DatasetError.pictures(folder: folder, problem: .partMissing(part == "train" ? "test" : "train"))
    } else {
      let all = try PictureFolder(folder)
      let split = try ClassSplit(
        all.pictures.map(\.label), classNames: all.classNames, testEvery: testEvery, in: folder)
      classNames = all.classNames
      (train, test) = (split.train.map { all.pictures[$0] }, split.test.map { all.pictures[$0] })
    }
    let shape = try size ?? Self.size(of: train[0].path)
    guard (train.count + test.count) * shape.height * shape.width * 3 <= PictureFolder.limit else {
      throw DatasetError.pictures(folder: folder, problem: .tooLarge(limit: PictureFolder.limit))
    }
    let pictures = try Self.read((train + test).map(\.path), height: shape.height, width: shape.width)
    let channels = pictures.allSatisfy { $0.channels == 1 } ? 1 : 3
    func store(_ entries: [(path: String, label: Int)], from first: Int) -> ExampleStore {
      let block = ByteBlock(count: entries.count * shape.height * shape.width * channels)
      var offset = 0
      for picture in pictures[first..<first + entries.count] {
        let pixels = channels == 3 ? picture.rgb.pixels : picture.pixels
        UnsafeMutableRawBufferPointer(rebasing: block.bytes[offset..<offset + pixels.count]).copyBytes(from: pixels)
        offset += pixels.count
      }
      return ExampleStore(
        shape: [shape.height, shape.width, channels], labels: entries.map(\.label), layout: .interleavedBytes,
        block: block)
    }
    let stores = (store(train, from: 0), store(test, from: train.count))
    self.init(
      name: URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent, train: stores.0, test: stores.1,
      classNames: classNames, origin: .files, digest: DataDigest { DataDigest.ofExamples([stores.0, stores.1]) })
    EngineEnvironment.current.datasetOpened?(self)
  }

  private static func size(of path: String) throws(DatasetError) -> (height: Int, width: Int) {
    let picture = try read([path], height: nil, width: nil)[0]
    return (picture.height, picture.width)
  }

  /// The pictures, brought to a size where one is given.
  private static func read(_ paths: [String], height: Int?, width: Int?) throws(DatasetError) -> [Picture] {
    let results = Concurrently.map(paths) { path in
      Result { () throws(DatasetError) in
        do throws(PictureError) {
          let picture = try Picture(png: path, alpha: .overWhite)
          return picture.resized(height: height ?? picture.height, width: width ?? picture.width)
        } catch {
          throw .picture(error)
        }
      }
    }
    var pictures: [Picture] = []
    for result in results { pictures.append(try result.get()) }
    return pictures
  }
}
