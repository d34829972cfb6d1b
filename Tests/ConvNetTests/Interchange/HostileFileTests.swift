import ConvNet
import Foundation
import Testing

/// Files that are damaged, or made to do harm: always an error, and no memory for what is not there.
@Suite struct HostileFileTests {
  /// A file of safetensors with a header as it stands and some bytes behind it.
  private func safetensors(_ header: String, bytes: Int = 8) -> Data {
    var data = Data()
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
    return data + Data(header.utf8) + Data(count: bytes)
  }

  private func entry(_ shape: String, _ offsets: String, dtype: String = "\"F32\"") -> String {
    "{\"a\":{\"dtype\":\(dtype),\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
  }

  private func error(safetensors data: Data) throws -> String? {
    var text: String?
    try inTemporaryFolder { folder in
      try data.write(to: URL(fileURLWithPath: "\(folder)/a.safetensors"))
      text = message { _ = try Tensor.dictionary(safetensors: "\(folder)/a.safetensors") }
    }
    return text
  }

  @Test func absurdHeadersOfSafetensorsAreErrors() throws {
    #expect(try error(safetensors: safetensors(entry("[2]", "[0,8]"))) == nil)
    for (shape, offsets) in [
      ("[-2]", "[0,8]"), ("[2.5]", "[0,8]"), ("[NaN]", "[0,8]"), ("[1e400]", "[0,8]"), ("[1e30]", "[0,8]"),
      ("[\"2\"]", "[0,8]"), ("[null]", "[0,8]"), ("2", "[0,8]"), ("[4611686018427387904]", "[0,8]"),
      ("[4294967296,4294967296,2]", "[0,8]"), ("[2]", "[0]"), ("[2]", "[0,8,16]"), ("[2]", "[8,0]"), ("[2]", "[-8,0]"),
      ("[2]", "[0,9223372036854775807]"), ("[2]", "[0,-9223372036854775808]"),
      ("[2]", "[-9223372036854775808,-9223372036854775808]"), ("[3]", "[0,12]"), ("[1]", "[0,4]"), ("[1]", "[4,8]"),
      ("[" + String(repeating: "1,", count: 70) + "2]", "[0,8]"),
    ] {
      #expect(try error(safetensors: safetensors(entry(shape, offsets))) != nil, "\(shape) \(offsets)")
    }
    for type in ["\"F64\"", "\"BF16\"", "\"\"", "1", "null"] {
      #expect(try error(safetensors: safetensors(entry("[2]", "[0,8]", dtype: type))) != nil, "\(type)")
    }
    for header in [
      "", "{", "[]", "null", "{\"a\":1}", "{\"a\":{}}", "{\"__metadata__\":{\"a\":1}}", "{\"__metadata__\":[]}",
      String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
      "{\"a\":{\"dtype\":\"F32\",\"shape\":" + String(repeating: "[", count: 50_000),
    ] {
      #expect(try error(safetensors: safetensors(header)) != nil, "\(header.prefix(40))")
    }
    // Two tensors of which the second begins where the first does, or ends before any beginning.
    let first = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}"
    for second in ["[0,4]", "[4,-9223372036854775808]", "[4,0]", "[2,6]", "[5,9]"] {
      let header = "{\(first),\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":\(second)}}"
      #expect(try error(safetensors: safetensors(header)) != nil, "\(second)")
    }
  }

  @Test func aModelFileWithAnyByteCutOrChangedNeverCrashes() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/m.safetensors"
      let model = try Sequential(input: [3], seed: 1) { Dense(2, activation: .softmax) }
      try model.fit(Examples(features: randomTensor([4, 3], seed: 1), labels: [0, 1, 1, 0]))
      try model.save(path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      for length in 0..<whole.count {
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(message { try model.load(path) } != nil, "\(length) of \(whole.count) bytes")
      }
      for place in whole.indices {
        for mask in [0x01, 0x10, 0x80, 0xFF] as [UInt8] {
          var changed = whole
          changed[place] ^= mask
          try changed.write(to: URL(fileURLWithPath: path))
          if message({ try model.load(path) }) != nil { continue }
          // Whatever was taken from the file, the model still computes.
          #expect(try model.predict(randomTensor([4, 3], seed: 1)).shape == [4, 2])
        }
      }
    }
  }

  @Test func countsOfStepsThatWouldOverflowAreErrors() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/m.safetensors"
      let model = try Sequential(input: [1], seed: 1) { Dense(1, useBias: false) }
      for (key, value) in [
        ("training.epochs", "9223372036854775807"), ("training.steps", "9223372036854775807"), ("training.steps", "-1"),
        ("training.steps", "many"), ("training.epochs", "1e3"),
      ] {
        let header = """
          {"__metadata__":{"\(key)":"\(value)"},"dense_1.kernel":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}
          """
        try safetensors(header, bytes: 4).write(to: URL(fileURLWithPath: path))
        #expect(message { try model.load(path) } == "\(path): the header is damaged (\(key) is \(value)).")
      }
    }
  }

  private func npy(_ header: String, version: UInt8 = 1, length: UInt32? = nil, bytes: Int = 8) -> Data {
    var data = Data([0x93]) + Data("NUMPY".utf8) + Data([version, 0])
    let count = length ?? UInt32(header.utf8.count)
    if version == 1 {
      withUnsafeBytes(of: UInt16(truncatingIfNeeded: count).littleEndian) { data.append(contentsOf: $0) }
    } else {
      withUnsafeBytes(of: count.littleEndian) { data.append(contentsOf: $0) }
    }
    return data + Data(header.utf8) + Data(count: bytes)
  }

  private func error(npy data: Data) throws -> String? {
    var text: String?
    try inTemporaryFolder { folder in
      try data.write(to: URL(fileURLWithPath: "\(folder)/x.npy"))
      text = message { _ = try Tensor(npy: "\(folder)/x.npy") }
    }
    return text
  }

  @Test func absurdHeadersOfNPYAreErrors() throws {
    func header(_ shape: String) -> String { "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }\n" }
    for version in [1, 2, 3] as [UInt8] { #expect(try error(npy: npy(header("(2,)"), version: version)) == nil) }
    for shape in [
      "(-2,)", "(9223372036854775807, 2)", "(4611686018427387904, 4)", "(9223372036854775808,)", "(nan,)", "(2.0,)",
      "(1e9,)", "(2", "2", "[2]", "(2, 9223372036854775807)", "(99999999999999999999999999,)", "(1000000000000,)",
      "(" + String(repeating: "1, ", count: 2000) + "2)", "(0, 9223372036854775807)",
    ] {
      #expect(try error(npy: npy(header(shape))) != nil, "\(shape)")
    }
    // Of no numbers too: what works with a shape multiplies its lengths.
    #expect(try error(npy: npy(header("(0, 9223372036854775807, 4)"), bytes: 0))?.contains("too large") == true)
    #expect(try error(npy: npy(header("(0, 4)"), bytes: 0)) == nil)
    #expect(try error(npy: npy(header("(2,)"), version: 4)) != nil)
    #expect(try error(npy: npy(header("(2,)"), version: 0)) != nil)
    for length in [0, 5, 127, 65_535, .max] as [UInt32] {
      #expect(try error(npy: npy(header("(2,)"), version: 2, length: length)) != nil, "\(length)")
    }
    #expect(try error(npy: npy(header("(2,)") + String(repeating: " ", count: 70_000), version: 2)) != nil)
    #expect(try error(npy: npy(String(repeating: "'descr' ", count: 8_000))) != nil)
  }

  @Test func archivesThatWouldFillTheMemoryAreErrors() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/a.npz"
      try Tensor.write(["a": randomTensor([2], seed: 1), "b": randomTensor([2], seed: 2)], npz: path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      let central = try #require(whole.range(of: Data([0x50, 0x4B, 1, 2]))).lowerBound
      func error(_ change: (inout Data) -> Void) throws -> String? {
        var changed = whole
        change(&changed)
        try changed.write(to: URL(fileURLWithPath: path))
        return message { _ = try Tensor.dictionary(npz: path) }
      }
      func put(_ value: UInt32, at place: Int, _ data: inout Data) {
        withUnsafeBytes(of: value.littleEndian) { data.replaceSubrange(place..<place + 4, with: $0) }
      }
      // Deflated, and said to unpack to 4 GB.
      let bomb = try error {
        $0[central + 10] = 8
        put(0xFFFF_FFF0, at: central + 24, &$0)
      }
      #expect(bomb?.contains("would unpack to") == true)
      // The first file is said to be as long as the archive, so it lies over the second.
      #expect(try error { put(UInt32($0.count), at: central + 20, &$0) }?.contains("on top of each other") == true)
      // An offset outside the archive, and 65,535 files in a directory of two.
      #expect(try error { put(0xFFFF_FFFE, at: central + 42, &$0) } != nil)
      #expect(try error { $0.replaceSubrange($0.count - 12..<$0.count - 10, with: [0xFF, 0xFF]) } != nil)
      #expect(try error { put(0xFFFF_FFFF, at: $0.count - 6, &$0) } != nil)
    }
  }

  /// Numbers that length, offset or shape of a hostile file may hold.
  private static let extremes: [[UInt8]] = [
    [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0], Array("9999".utf8),
    Array("-1, ".utf8),
  ]

  /// A file whose bytes are changed, cut out and repeated in several places at once; the same for the same seed.
  private func damaged(_ whole: Data, seed: UInt64) -> Data {
    let random = Philox(seed: seed, stream: 7)
    var data = whole
    for change in 0..<1 + seed % 5 {
      func draw(_ place: UInt64, below bound: Int) -> Int { Int(random.unit(change * 8 + place) * Double(bound)) }
      guard data.count > 8 else { return data }
      let place = data.startIndex + draw(0, below: data.count - 4)
      switch draw(1, below: 5) {
      case 0: data[place] ^= 1 << UInt8(draw(2, below: 8))
      case 1: data.replaceSubrange(place..<place + 4, with: Self.extremes[draw(2, below: Self.extremes.count)])
      case 2: data.removeSubrange(place..<min(place + 1 + draw(2, below: 40), data.endIndex))
      case 3: data.insert(contentsOf: data[data.startIndex..<place].suffix(draw(2, below: 200)), at: place)
      default: data = data.prefix(upTo: data.endIndex - draw(2, below: data.count / 4))
      }
    }
    return data
  }

  @Test(arguments: ["sample.npy", "sample.npz", "deflated.npz", "sample.safetensors"])
  func damageInSeveralPlacesIsAnErrorOrATensorAndNeverACrash(_ name: String) throws {
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let whole = try Data(contentsOf: golden.appendingPathComponent("Golden/\(name)"))
    try inTemporaryFolder { folder in
      let path = "\(folder)/\(name)"
      var errors = 0
      for seed in 0..<500 {
        try damaged(whole, seed: UInt64(seed)).write(to: URL(fileURLWithPath: path))
        let text = message {
          if name.hasSuffix("npy") {
            _ = try Tensor(npy: path)
          } else if name.hasSuffix("npz") {
            _ = try Tensor.dictionary(npz: path)
          } else {
            _ = try Tensor.dictionary(safetensors: path)
          }
        }
        if let text {
          #expect(text.hasPrefix("\(path): "), "seed \(seed): \(text)")
          errors += 1
        }
      }
      #expect(errors > 250)
    }
  }

  @Test func whatNeverEndsIsNotRead() throws {
    for path in ["/dev/zero", "/dev/null"] {
      #expect(message { _ = try Tensor(npy: path) } == "\(path): the file cannot be read (it is no ordinary file).")
    }
  }
}
