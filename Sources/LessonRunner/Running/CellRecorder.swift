import LessonEvents

/// Gathers what one cell leaves behind while it runs.
struct CellRecorder {
  /// Bytes of printed text that are kept of a cell; the rest is counted.
  static let keptBytes = 256 << 10
  private static let tailBytes = 16 << 10

  var status = CellRun.Status.skipped
  var seconds = 0.0
  var error: CellFailure?
  var outputs: [CellOutput] = []
  private(set) var printedBytes = 0
  private var printed: [UInt8] = []
  /// The last bytes, whatever came before them: a trap's message stands there.
  private var tail: [UInt8] = []

  mutating func append(_ bytes: [UInt8]) {
    printedBytes += bytes.count
    printed += bytes.prefix(max(0, Self.keptBytes - printed.count))
    tail = Array((tail + bytes.suffix(Self.tailBytes)).suffix(Self.tailBytes))
  }

  /// What was printed, without the end of a character cut in two, and saying so where not all of it was kept.
  var text: String {
    guard printedBytes > printed.count else { return String(decoding: printed, as: UTF8.self) }
    let isContinuation = { (byte: UInt8) in byte & 0xC0 == 0x80 }
    var kept = printed[...]
    while let last = kept.last, isContinuation(last) { kept.removeLast() }
    if let last = kept.last, last >= 0xC0 { kept.removeLast() }
    let missing = printedBytes - kept.count
    return String(decoding: kept, as: UTF8.self) + "\n[\(missing) more bytes were printed and are not kept]\n"
  }

  /// Takes the message of a trap out of what was printed; `nil` where there is none.
  mutating func takeTrapMessage() -> String? {
    let text = String(decoding: tail, as: UTF8.self)
    guard let found = TrapText(text) else { return nil }
    if printedBytes == printed.count {
      printed.removeLast(min(printed.count, text[found.range].utf8.count))
      printedBytes = printed.count
    }
    return found.message
  }

  /// The cell as it goes into the run.
  var run: CellRun {
    CellRun(status: status, seconds: seconds, stdout: text, error: error, outputs: outputs)
  }
}
