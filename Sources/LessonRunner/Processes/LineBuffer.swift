/// Cuts a stream of bytes into lines.
struct LineBuffer {
  private var rest: [UInt8] = []

  /// Takes bytes and gives the lines that are whole now, without their line feeds.
  mutating func append(_ bytes: [UInt8]) -> [[UInt8]] {
    guard let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
      rest += bytes
      return []
    }
    let whole = rest + bytes[..<last]
    rest = Array(bytes[(last + 1)...])
    return whole.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true).map(Array.init)
  }
}
