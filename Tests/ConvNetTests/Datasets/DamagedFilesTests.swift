import ConvNet
import Testing

@Suite("Random damage to files of data sets")
struct DamagedFilesTests {
  /// SplitMix64, so that every run damages alike.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test("gives data or an error with the file's name, never a crash", arguments: [false, true])
  func idx(packed: Bool) throws {
    let folder = try TemporaryFolder()
    try FileBuilder.smallSet(folder, packed: packed)
    let name = packed ? "train-images-idx3-ubyte.gz" : "train-images-idx3-ubyte"
    let plain = FileBuilder.idx([4, 2, 3], (0..<24).map { UInt8($0) })
    let good = packed ? FileBuilder.gzip(plain) : plain
    var generator = Generator(state: 11)
    for _ in 0..<300 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
      }
      try folder.write(name, bytes)
      do {
        let data = try Dataset(idx: folder.path)
        #expect(data.train.images[0..<data.train.count].count == data.train.count * 6)
      } catch {
        #expect("\(error)".contains(folder.path))
      }
    }
  }
}
