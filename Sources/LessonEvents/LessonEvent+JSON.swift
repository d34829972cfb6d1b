import Foundation

extension LessonEvent {
  /// Reads the event that one line holds.
  ///
  /// Throws `DecodingError` where the line is none.
  public init(jsonLine line: some DataProtocol) throws {
    self = try JSONDecoder.forLessons.decode(LessonEvent.self, from: Data(line))
  }

  /// The event as one line of JSON, with its line feed.
  ///
  /// Throws `EncodingError`.
  public func jsonLine() throws -> Data {
    try JSONEncoder.forLessons.encode(self) + Data([0x0A])
  }
}

extension JSONEncoder {
  /// Writes the same value as the same bytes; NaN and infinity (a training run that diverged) as strings.
  public static var forLessons: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }
}

extension JSONDecoder {
  /// Reads what `JSONEncoder.forLessons` wrote.
  public static var forLessons: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}
