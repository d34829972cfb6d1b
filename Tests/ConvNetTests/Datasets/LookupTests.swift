import ConvNet
import Foundation
import Testing

@Suite("Data sets are looked for")
struct LookupTests {
  @Test("in the folder asked for, then in the environment's, then in the user's cache")
  func order() {
    let lookup = DatasetLookup(folder: "a", environment: ["CUADERNO_DATA": "b", "XDG_CACHE_HOME": "/c"])
    #expect(lookup.folders == ["a", "b", "/c/cuaderno/data"])
    #expect(DatasetLookup(environment: ["HOME": "/home/x"]).folders == ["/home/x/.cache/cuaderno/data"])
  }

  @Test("below the names they go by")
  func places() throws {
    let folder = try TemporaryFolder()
    #expect(KnownDataset.mnist.place(in: [folder.path]) == nil)
    try folder.write("MNIST/raw/t10k-labels-idx1-ubyte.gz", [])
    #expect(KnownDataset.mnist.place(in: ["/nowhere", folder.path]) == .folder("\(folder.path)/MNIST/raw"))
    try folder.write("cifar-10-binary.tar.gz", [])
    #expect(KnownDataset.cifar10.place(in: [folder.path]) == .archive("\(folder.path)/cifar-10-binary.tar.gz"))
    try folder.write("cifar-10-batches-bin/test_batch.bin", [])
    #expect(KnownDataset.cifar10.place(in: [folder.path]) == .folder("\(folder.path)/cifar-10-batches-bin"))
  }

  @Test("and files that are there but incomplete are an error, not a reason to draw")
  func incomplete() throws {
    let folder = try TemporaryFolder()
    try folder.write("mnist/t10k-labels-idx1-ubyte", [])
    let lookup = DatasetLookup(folder: folder.path, environment: ["HOME": folder.path])
    #expect(throws: DatasetError.self) { try KnownDataset.mnist.open(lookup) }
  }

  @Test("and what a download without network leaves behind is no data set")
  func leftovers() throws {
    let folder = try TemporaryFolder()
    try folder.write("mnist/train-images-idx3-ubyte.gz.lock", [])
    try folder.write("mnist/train-images-idx3-ubyte.gz.part", [1, 2, 3])
    #expect(KnownDataset.mnist.place(in: [folder.path]) == nil)
  }

  @Test("and where they are required, their absence is an error that lists the places")
  func required() throws {
    let folder = try TemporaryFolder()
    let lookup = DatasetLookup(
      folder: folder.path, requireData: true, mayFetch: false, environment: ["HOME": folder.path])
    let error = #expect(throws: DatasetError.self) { try KnownDataset.mnist.open(lookup) }
    #expect(error?.description.contains("looked in \(folder.path), \(folder.path)/.cache/cuaderno/data;") == true)
    #expect(throws: DatasetError.noFolder("/nowhere")) {
      try KnownDataset.mnist.open(DatasetLookup(folder: "/nowhere", environment: [:]))
    }
  }

  @Test("and where they are not, the engine's own stand in, and say so")
  func standIn() throws {
    let folder = try TemporaryFolder()
    let lookup = DatasetLookup(folder: folder.path, mayFetch: false, environment: ["HOME": folder.path])
    let data = try KnownDataset.mnist.open(lookup)
    #expect((data.name, data.origin) == ("mnist", .embedded))
    #expect((data.train.count, data.test.count, data.train.imageShape) == (60_000, 10_000, [28, 28, 1]))
    #expect(!data.test.isComparable)
    #expect(data.standInReason?.contains(folder.path) == true)
    #expect(Dataset.digits(train: 10, test: 10).standInReason == nil)
  }

  @Test("and told by their state: absent, begun, incomplete, damaged")
  func states() throws {
    let folder = try TemporaryFolder()
    let lookup = DatasetLookup(mayFetch: false, environment: ["XDG_CACHE_HOME": folder.path])
    let cache = "cuaderno/data/mnist"
    func state() -> String { String("\(KnownDataset.mnist.state(lookup))".prefix { $0 != "(" }) }
    #expect(state() == "absent")
    try folder.write("\(cache)/train-images-idx3-ubyte.gz.part", [1, 2, 3])
    guard case .begun(let received, let size) = KnownDataset.mnist.state(lookup) else {
      Issue.record("\(state())")
      return
    }
    #expect((received, size) == (3, 11_594_722))
    try FileBuilder.smallSet(folder, prefix: "\(cache)/")
    #expect(state() == "damaged")
    try FileManager.default.removeItem(atPath: "\(folder.path)/\(cache)/t10k-labels-idx1-ubyte")
    #expect(state() == "incomplete")
  }
}
