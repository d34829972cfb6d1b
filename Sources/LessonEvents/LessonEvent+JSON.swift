import Foundation

extension LessonEvent {
  /// Reads the event that one line holds.
  ///
  /// Throws `DecodingError` where the line is none.
  public init(jsonLine line: some DataProtocol) throws {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    self = try decoder.decode(LessonEvent.self, from: Data(line))
  }

  /// The event as one line of JSON, with its line feed; NaN and infinity (a training run that diverged) are strings.
  public func jsonLine() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try encoder.encode(self) + Data([0x0A])
  }
}
