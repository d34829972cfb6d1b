/// A piece of a lesson that Markdown would misread or lose the place of: it is taken out before libcmark parses the text
/// and put back by a place-holder.
struct Lifted {
  enum Content {
    case formula(tex: String, isDisplayed: Bool, label: (name: String, location: SourceLocation)?)
    case value(expression: String, location: SourceLocation)
    case code(String)
    case reference(label: String)
    case headingLabel(String)
    /// Stands before the `!` of an image, to tell its place.
    case imageMark
    /// A character that would be taken for the start of a place-holder.
    case text
  }

  var content: Content
  var location: SourceLocation
  /// Place after its last character.
  var end: SourceLocation
  /// What the lesson says, to be put back where Markdown has another use for it (a link's address, raw HTML).
  var source: String
}

/// Text in which pieces have been lifted out, with the way back from its lines to those of the lesson.
struct LiftedText {
  var bytes: [UInt8] = []
  /// Line of the lesson at which each line starts.
  var lineNumbers: [Int] = []
}

/// The pieces that were lifted out of a lesson. A place-holder is the number of its piece between two characters of
/// Unicode's private use, which Markdown takes for letters.
struct LiftedPieces {
  private static let opening: Unicode.Scalar = "\u{10FFF0}"
  private static let closing: Unicode.Scalar = "\u{10FFF1}"
  /// First bytes of the opening character.
  static let openingBytes = Array(String(opening).utf8)

  private var pieces: [Lifted] = []

  /// Keeps the piece and gives back the bytes that stand for it.
  mutating func keep(_ piece: Lifted) -> [UInt8] {
    pieces.append(piece)
    return Array("\(LiftedPieces.opening)\(pieces.count - 1)\(LiftedPieces.closing)".utf8)
  }

  /// The text in order, as stretches without place-holders and the pieces between them.
  func split(_ text: String) -> [Part] {
    guard text.unicodeScalars.contains(LiftedPieces.opening) else { return text.isEmpty ? [] : [.text(text)] }
    var parts: [Part] = []
    var plain = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == LiftedPieces.opening, let end = rest.firstIndex(of: LiftedPieces.closing),
        let number = Int(String(rest[..<end])), pieces.indices.contains(number)
      {
        if !plain.isEmpty { parts.append(.text(String(plain))) }
        plain = String.UnicodeScalarView()
        parts.append(.piece(pieces[number]))
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append(scalar)
      }
    }
    if !plain.isEmpty { parts.append(.text(String(plain))) }
    return parts
  }

  /// The text as the author wrote it.
  func restore(_ text: String) -> String {
    split(text).map { part in
      switch part {
      case .text(let text): text
      case .piece(let piece): piece.source
      }
    }.joined()
  }

  enum Part {
    case text(String)
    case piece(Lifted)
  }
}
