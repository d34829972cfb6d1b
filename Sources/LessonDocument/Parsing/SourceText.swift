import Foundation

/// The text of a lesson as bytes of UTF-8 with `\n` between lines, and the way from a byte to its line and column.
struct SourceText {
  /// Every line ends with `\n`, the last one too.
  let bytes: [UInt8]
  /// Offset of the first byte of each line.
  let lineStarts: [Int]
  let lines: [String]
  /// By line: where its characters start, in bytes from its own start; `nil` where every byte is one.
  private let characterStarts: [[Int32]?]
  private let place: Place

  /// Where the text stands.
  enum Place {
    /// It is the whole lesson.
    case file
    /// It is a stretch of one line of the lesson, from here on.
    case stretch(SourceLocation)
    /// It stands in the lesson in another form: all of it counts as being here.
    case point(SourceLocation)
  }

  /// One line, taken out of a lesson.
  init(line: String, at place: Place) {
    let bytes = Array(line.utf8)
    self.bytes = bytes + [ASCII.newline]
    lineStarts = [0]
    lines = [line]
    characterStarts = [bytes.allSatisfy { $0 < 0x80 } ? nil : SourceText.characterStarts(in: line)]
    self.place = place
  }

  /// Takes the bytes of a file; `\r\n` and `\r` end a line as well, and a byte order mark is dropped.
  ///
  /// Reports bytes that are not text and returns `nil` for them.
  init?(_ contents: Data, reportingTo diagnostics: DiagnosticList) {
    let limit = SourceText.limit
    guard contents.count <= limit else {
      diagnostics.error(.tooLarge(bytes: contents.count, limit: limit), at: SourceLocation(line: 1))
      return nil
    }
    let file = [UInt8](contents)
    if let fault = SourceText.firstFault(in: file) {
      let mark = file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      // A letter in the place of the fault, so that the line on which it stands has begun.
      let before = SourceText.lines(of: file[min(mark, fault.offset)..<fault.offset] + [0x78])
      let line = before.last ?? []
      diagnostics.error(
        fault.kind, at: SourceLocation(line: before.count, column: String(decoding: line, as: UTF8.self).count))
      return nil
    }
    let text = SourceText.withoutMark(file)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + 1)
    var starts: [Int] = []
    var lines: [String] = []
    var characterStarts: [[Int32]?] = []
    for line in SourceText.lines(of: text) {
      starts.append(bytes.count)
      bytes += line
      bytes.append(ASCII.newline)
      let text = String(decoding: line, as: UTF8.self)
      lines.append(text)
      characterStarts.append(line.allSatisfy { $0 < 0x80 } ? nil : SourceText.characterStarts(in: text))
    }
    self.bytes = bytes
    self.lineStarts = starts
    self.lines = lines
    self.characterStarts = characterStarts
    place = .file
  }

  /// Bytes that a lesson may have.
  static let limit = 4 << 20

  /// Bytes of a line, counted from 1, without its `\n`.
  func range(ofLine line: Int) -> Range<Int> {
    let end = line < lineStarts.count ? lineStarts[line] : bytes.count
    return lineStarts[line - 1]..<end - 1
  }

  /// Number of the line, counted from 1, that holds a byte.
  func line(ofByte offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  func location(ofByte offset: Int) -> SourceLocation {
    switch place {
    case .file: return locationInText(ofByte: offset)
    case .stretch(let start):
      return SourceLocation(line: start.line, column: start.column + locationInText(ofByte: offset).column - 1)
    case .point(let location): return location
    }
  }

  private func locationInText(ofByte offset: Int) -> SourceLocation {
    let line = line(ofByte: offset)
    let bytesBefore = offset - lineStarts[line - 1]
    guard let starts = characterStarts[line - 1] else { return SourceLocation(line: line, column: bytesBefore + 1) }
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < bytesBefore { low = middle + 1 } else { high = middle }
    }
    return SourceLocation(line: line, column: low + 1)
  }

  private static func characterStarts(in text: String) -> [Int32] {
    var next: Int32 = 0
    return text.map { character in
      defer { next += Int32(character.utf8.count) }
      return next
    }
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The text of a file with `\n` between lines, without its byte order mark.
  static func unified(_ file: [UInt8]) -> [UInt8] {
    let text = withoutMark(file)
    let endsLine = text.last == ASCII.newline || text.last == ASCII.carriageReturn
    return Array(lines(of: text).joined(separator: [ASCII.newline])) + (endsLine ? [ASCII.newline] : [])
  }

  private static func withoutMark(_ file: [UInt8]) -> ArraySlice<UInt8> {
    file.starts(with: [0xEF, 0xBB, 0xBF]) ? file[3...] : file[...]
  }

  /// The lines without their ends; text after the last line end counts as a line, nothing after it does not.
  private static func lines(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var i = start
    while i < bytes.endIndex {
      if bytes[i] == ASCII.newline || bytes[i] == ASCII.carriageReturn {
        lines.append(bytes[start..<i])
        if bytes[i] == ASCII.carriageReturn, i + 1 < bytes.endIndex, bytes[i + 1] == ASCII.newline { i += 1 }
        start = i + 1
      }
      i += 1
    }
    if start < bytes.endIndex { lines.append(bytes[start...]) }
    return lines
  }

  /// The first byte that is not text.
  private static func firstFault(in bytes: [UInt8]) -> (kind: Diagnostic.Kind, offset: Int)? {
    if let offset = firstInvalidUTF8(in: bytes) {
      return (.notUTF8(byte: bytes[offset], offset: offset), offset)
    }
    return bytes.firstIndex(of: 0).map { (.zeroByte(offset: $0), $0) }
  }

  private static func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}
