/// What stands behind the last token of a piece of Swift.
struct CodeTail {
  private let code: [UInt8]
  private var position: Int

  /// Whether it is white space and comments alone: no semicolon, no end of an `#if`.
  var isEmpty: Bool { position == code.count }

  /// - Parameter start: Byte at which the last token starts.
  init(_ code: [UInt8], lastToken start: Int) {
    self.code = code
    position = start
    skipToken()
    skipTrivia()
  }

  private subscript(_ offset: Int) -> UInt8? {
    code.indices.contains(position + offset) ? code[position + offset] : nil
  }

  private func starts(with text: StaticString, at offset: Int = 0) -> Bool {
    code.dropFirst(position + offset).starts(
      with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private var startsComment: Bool { starts(with: "//") || starts(with: "/*") }

  private mutating func skipToken() {
    let hashes = code[position...].prefix { $0 == UInt8(ascii: "#") }.count
    switch self[hashes] {
    case UInt8(ascii: "\""): skipString(hashes: hashes)
    case UInt8(ascii: "/") where hashes > 0 || !startsComment: skipLiteral(end: "/", hashes: hashes)
    default:
      while let byte = self[0], !Self.isBlank(byte), byte != UInt8(ascii: ";"), !startsComment { position += 1 }
    }
  }

  private mutating func skipString(hashes: Int) {
    skipLiteral(end: starts(with: "\"\"\"", at: hashes) ? "\"\"\"" : "\"", hashes: hashes)
  }

  /// A string or a regular expression between two delimiters with so many `#` outside of them.
  private mutating func skipLiteral(end: StaticString, hashes: Int) {
    position += hashes + end.utf8CodeUnitCount
    while let byte = self[0] {
      if starts(with: end), hasHashes(hashes, at: end.utf8CodeUnitCount) {
        position += end.utf8CodeUnitCount + hashes
        return
      }
      position += 1
      guard byte == UInt8(ascii: "\\"), hasHashes(hashes, at: 0) else { continue }
      position += hashes
      if self[0] == UInt8(ascii: "("), end.utf8Start.pointee == UInt8(ascii: "\"") {
        skipInterpolation()
      } else {
        position += 1
      }
    }
  }

  private func hasHashes(_ count: Int, at offset: Int) -> Bool {
    (0..<count).allSatisfy { self[offset + $0] == UInt8(ascii: "#") }
  }

  /// From the opening parenthesis behind its closing one; strings within may hold parentheses of their own.
  private mutating func skipInterpolation() {
    var depth = 0
    while let byte = self[0] {
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\""):
        skipString(hashes: 0)
        continue
      default: break
      }
      position += 1
      if depth == 0 { return }
    }
  }

  private mutating func skipTrivia() {
    while let byte = self[0] {
      if Self.isBlank(byte) {
        position += 1
      } else if starts(with: "//") {
        while let byte = self[0], byte != UInt8(ascii: "\n") { position += 1 }
      } else if starts(with: "/*") {
        skipBlockComment()
      } else {
        return
      }
    }
  }

  /// Comments may stand in comments.
  private mutating func skipBlockComment() {
    var depth = 0
    while self[0] != nil {
      if starts(with: "/*") {
        depth += 1
        position += 2
      } else if starts(with: "*/") {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        position += 1
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
