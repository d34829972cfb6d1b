import LessonDocument
import LessonEvents

/// What the course page and the command line need to know of a written report.
public struct ReportSummary: Codable, Sendable, Equatable {
  /// The lesson's path below the lessons' folder without `.md`; its page is `<name>/index.html`.
  public var name: String
  /// Path of the lesson's file; empty where there is none.
  public var source: String
  /// Title of the lesson.
  public var title: String
  /// A line below the title.
  public var subtitle: String?
  /// `es` or `en`.
  public var language: String
  /// Number of the lecture.
  public var lectureNumber: Int?
  /// Whether a cell failed or the page shows an error; missed checks are counted apart.
  public var isFailed: Bool
  /// Checks that held.
  public var passedChecks: Int
  /// Checks that did not.
  public var missedChecks: Int
  /// Checks whose data were not the slide's.
  public var notComparableChecks: Int
  /// Errors and warnings that came up while rendering.
  public var problems: [ReportProblem] = []
  /// Path of a figure below the lesson's output folder, or a `data:` address.
  public var thumbnail: String?
  /// How the lesson begins, in a line or two of HTML.
  public var excerpt: String?
  /// What the search of the course page finds.
  public var sections: [SearchSection]

  /// Puts the parts together.
  public init(
    name: String, source: String = "", title: String, subtitle: String? = nil, language: String,
    lectureNumber: Int? = nil,
    isFailed: Bool, passedChecks: Int = 0, missedChecks: Int = 0, notComparableChecks: Int = 0,
    problems: [ReportProblem] = [], thumbnail: String? = nil, excerpt: String? = nil,
    sections: [SearchSection] = []
  ) {
    self.name = name
    self.source = source
    self.title = title
    self.subtitle = subtitle
    self.language = language
    self.lectureNumber = lectureNumber
    self.isFailed = isFailed
    self.passedChecks = passedChecks
    self.missedChecks = missedChecks
    self.notComparableChecks = notComparableChecks
    self.problems = problems
    self.thumbnail = thumbnail
    self.excerpt = excerpt
    self.sections = sections
  }

  private enum CodingKeys: String, CodingKey {
    case name, source, title, subtitle, language, lectureNumber, isFailed, passedChecks, missedChecks
    case notComparableChecks, thumbnail, sections
    case excerpt = "excerptHTML"
  }

  /// What a page that is built says of its lesson.
  init(_ page: PageBuilder, name: String, isFailed: Bool) {
    let front = page.lesson.frontMatter
    let run = page.run
    self.init(
      name: name, source: page.lesson.path, title: page.plainTitle, subtitle: page.plainSubtitle,
      language: front.language,
      lectureNumber: front.lectureNumber, isFailed: isFailed,
      passedChecks: run.checks.count { $0.verdict == .passed },
      missedChecks: run.checks.count { $0.verdict == .missed },
      notComparableChecks: run.checks.count { $0.verdict == .notComparable }, problems: page.problems,
      thumbnail: page.thumbnail?.address, excerpt: page.excerpt, sections: page.searchSections)
  }
}
