import ConvNet
import Foundation
import Testing

@Suite struct InterchangeTests {
  @Test(arguments: [[], [1], [0, 3], [7], [2, 3], [3, 1, 4, 2]])
  func numbersComeBackFromNPYBitForBit(_ shape: [Int]) throws {
    try inTemporaryFolder { folder in
      var tensor = randomTensor(shape, seed: 3)
      if tensor.count > 2 { tensor.values.replaceSubrange(0..<3, with: [.nan, -.infinity, -0.0]) }
      try tensor.write(npy: "\(folder)/x.npy")
      let back = try Tensor(npy: "\(folder)/x.npy")
      #expect(back.shape == shape)
      #expect(back.bits == tensor.bits)
    }
  }

  /// What NumPy writes of an array that it has transposed: the first axis runs fastest.
  @Test func arraysInFortranOrderAreRead() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/x.npy"
      for shape in [[], [4], [2, 3], [3, 1, 4, 2], [2, 0, 3]] {
        let tensor = randomTensor(shape, seed: 5)
        // Written in C order with the axes the other way round, an array is this one in Fortran order.
        var steps = [Int](repeating: 1, count: shape.count)
        for axis in shape.indices.dropFirst() { steps[axis] = steps[axis - 1] * shape[axis - 1] }
        var turned = tensor.values
        for place in tensor.values.indices {
          var (rest, target) = (place, 0)
          for axis in shape.indices.reversed() {
            target += rest % shape[axis] * steps[axis]
            rest /= shape[axis]
          }
          turned[target] = tensor.values[place]
        }
        try Tensor(shape: shape, turned).write(npy: path)
        var file = try Data(contentsOf: URL(fileURLWithPath: path))
        file.replaceSubrange(try #require(file.range(of: Data("False".utf8))), with: Data("True ".utf8))
        try file.write(to: URL(fileURLWithPath: path))
        let back = try Tensor(npy: path)
        #expect(back.shape == shape && back.bits == tensor.bits, "\(shape)")
      }
    }
  }

  @Test func damagedNPYFilesAreErrors() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/x.npy"
      func text(_ bytes: Data) throws -> String? {
        try bytes.write(to: URL(fileURLWithPath: path))
        return message { _ = try Tensor(npy: path) }.map { String($0.dropFirst(path.count + 2)) }
      }
      try randomTensor([2, 3], seed: 1).write(npy: path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(try text(Data()) == "this is not a NumPy (.npy) file.")
      #expect(try text(Data("hello, world".utf8)) == "this is not a NumPy (.npy) file.")
      #expect(
        try text(whole.dropLast(4))
          == "the file is cut short: \(whole.count) bytes were expected and \(whole.count - 4) are there; copy it again."
      )
      func replaced(_ old: String, _ new: String) throws -> String? {
        let position = try #require(whole.range(of: Data(old.utf8)))
        var changed = whole
        changed.replaceSubrange(position, with: Data(new.utf8))
        return try text(changed)
      }
      #expect(
        try replaced("<f4", "<f8") == """
          the numbers are of the type <f8; <f4 (32-bit float) can be read. In NumPy: array.astype("float32"), in PyTorch: \
          tensor.float().
          """)
      #expect(try replaced("(2, 3)", "(9, 9)")?.contains("cut short") == true)
      #expect(try replaced("(2, 3)", "(2, 2)") == "the header is damaged (8 bytes follow the numbers).")
      #expect(try replaced("{'descr'", "{'dascr'")?.contains("does not name descr") == true)
      for length in 0..<whole.count { #expect(try text(Data(whole.prefix(length))) != nil, "\(length) bytes") }
      // With any byte of the header changed: an error or a tensor, never a crash.
      for place in 0..<whole.count - 24 {
        var changed = whole
        changed[place] ^= 0x15
        _ = try text(changed)
      }
      #expect(message { _ = try Tensor(npy: "\(folder)/none.npy") }?.contains("there is no such file") == true)
      #expect(message { _ = try Tensor(npy: folder) }?.contains("it is a folder") == true)
    }
  }

  @Test func archivesComeBackFromNPZ() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/a.npz"
      let tensors = ["x": randomTensor([2, 3], seed: 1), "größe": randomTensor([5], seed: 2)]
      try Tensor.write(tensors, npz: path)
      #expect(try Tensor.dictionary(npz: path) == tensors)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      for length in 0..<whole.count {
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(message { _ = try Tensor.dictionary(npz: path) } != nil)
      }
      let numbers = try tensors.values.map { tensor in
        let bytes = tensor.bits.flatMap { bits in (0..<4).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) } }
        return try #require(whole.range(of: Data(bytes)))
      }
      for place in whole.indices {
        var changed = whole
        changed[place] ^= 0x2A
        try changed.write(to: URL(fileURLWithPath: path))
        let text = message { _ = try Tensor.dictionary(npz: path) }
        // What else is changed is an error or goes unnoticed (a time, say), but is never a crash.
        guard numbers.contains(where: { $0.contains(place) }) else { continue }
        #expect(text?.contains("the checksum of ") == true, "byte \(place): \(text ?? "no error")")
      }
    }
  }
}
