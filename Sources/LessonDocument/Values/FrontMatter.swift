import LessonEvents

/// What the YAML block at the top of a lesson says.
public struct FrontMatter: Sendable, Equatable {
  /// Title of the lesson in plain words.
  public var title: String
  /// A line below the title, in plain words.
  public var subtitle: String?
  /// The title as running text; empty where the front matter gives none.
  public var titleContent: [Inline] = []
  /// The line below the title as running text; empty where there is none.
  public var subtitleContent: [Inline] = []
  /// Names of the authors.
  public var authors: [String]
  /// The date as it was written.
  public var date: String?
  /// `es`, `en`, or another that the report has words for.
  public var language: String
  /// Number of the lecture (`class`).
  public var lectureNumber: Int?
  /// Parameters with their defaults, in the order they are written.
  public var parameters: [(name: String, value: ParameterValue)]
  /// Defaults for the options of all cells.
  public var execute: ExecuteOptions
  /// Whether the page has a table of contents (`toc`).
  public var showsContents: Bool
  /// Whether sections are numbered (`number-sections`).
  public var numbersSections: Bool
  /// Whether raw HTML in the prose is let through (`html: true`).
  public var allowsHTML: Bool

  /// Puts the parts together.
  public init(
    title: String, subtitle: String? = nil, authors: [String] = [], date: String? = nil, language: String = "en",
    lectureNumber: Int? = nil, parameters: [(name: String, value: ParameterValue)] = [],
    execute: ExecuteOptions = ExecuteOptions(), showsContents: Bool = true, numbersSections: Bool = false,
    allowsHTML: Bool = false
  ) {
    self.title = title
    self.subtitle = subtitle
    self.authors = authors
    self.date = date
    self.language = language
    self.lectureNumber = lectureNumber
    self.parameters = parameters
    self.execute = execute
    self.showsContents = showsContents
    self.numbersSections = numbersSections
    self.allowsHTML = allowsHTML
  }

  /// Whether all parts are equal; tuples have no equality of their own.
  public static func == (a: Self, b: Self) -> Bool {
    guard a.titleContent == b.titleContent, a.subtitleContent == b.subtitleContent else { return false }
    return a.title == b.title && a.subtitle == b.subtitle && a.authors == b.authors && a.date == b.date
      && a.language == b.language && a.lectureNumber == b.lectureNumber
      && a.parameters.map(\.name) == b.parameters.map(\.name)
      && a.parameters.map(\.value) == b.parameters.map(\.value) && a.execute == b.execute
      && a.showsContents == b.showsContents && a.numbersSections == b.numbersSections && a.allowsHTML == b.allowsHTML
  }
}

/// `execute:` of the front matter: defaults for the options of all cells.
public struct ExecuteOptions: Sendable, Equatable {
  /// Whether the code is shown.
  public var echo: Echo = .show
  /// Whether an error in a cell is expected and does not stop the lesson.
  public var error = false
  /// Seconds that a cell may take; `nil` leaves it to the command line.
  public var timeout: Double?
  /// Whether runs of this lesson may be read back from the cache.
  public var cache = true
  /// Whether cells are compiled with optimisation (a trap then loses its line).
  public var optimize = false

  /// Puts the parts together.
  public init() {}
}

/// Whether the code of a cell is shown.
public enum Echo: String, Sendable, Equatable {
  /// It is shown.
  case show = "true"
  /// It is not shown.
  case hide = "false"
  /// It is shown when the reader opens it.
  case fold
}
