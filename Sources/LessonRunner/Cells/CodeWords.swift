/// The words of a piece of Swift that may be names of variables: all but members, which follow a dot.
struct CodeWords {
  let names: Set<String>

  init(_ code: String) {
    var names: Set<String> = []
    let bytes = Array(code.utf8)
    var i = 0
    while i < bytes.count {
      guard Self.isWord(bytes[i]) else {
        i += 1
        continue
      }
      let start = i
      while i < bytes.count, Self.isWord(bytes[i]) { i += 1 }
      // Two dots are a range: `0..<count`.
      let isMember = start > 0 && bytes[start - 1] == dot && !(start > 1 && bytes[start - 2] == dot)
      if !isMember { names.insert(String(decoding: bytes[start..<i], as: UTF8.self)) }
    }
    self.names = names
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}

private let dot = UInt8(ascii: ".")
