import LessonDocument
import LessonEvents

/// The making of one lesson's page: what the parts of it share, and what they gather.
final class PageBuilder {
  let lesson: Lesson
  let run: LessonRun
  /// Path of the report's folder below the output.
  let name: String
  let templates: TemplateLibrary
  let labels: Labels
  /// How the language sets long numbers.
  let thousands: Thousands
  let typesetter: Typesetter
  let numbering: Numbering
  /// Whether images stand in the page itself.
  let inlinesImages: Bool
  /// Reads a file of the lesson's folder; `nil` where it cannot be had.
  let readFile: (String) -> [UInt8]?

  /// Files to stand beside the page.
  var files = PageFiles()
  var problems: [ReportProblem] = []
  /// HTML of the cells, by index.
  var cells: [Int: String] = [:]
  /// Line of the cell that is being rendered, and the level of a heading in what it shows.
  var currentLine = 1
  var currentLevel = 2
  /// Where the block of prose begins that is being rendered.
  var currentBlock = SourceLocation(line: 1)
  /// The first of the most telling figures, for the course page.
  var thumbnail: (rank: ThumbnailRank, address: String)?
  /// Labels of the headings whose words are being put into references to them.
  var expanding: Set<String> = []

  init(
    lesson: Lesson, run: LessonRun, name: String, templates: TemplateLibrary, labels: Labels, typesetter: Typesetter,
    inlinesImages: Bool, readFile: @escaping (String) -> [UInt8]?
  ) {
    self.lesson = lesson
    self.run = run
    self.name = name
    self.templates = templates
    self.labels = labels
    thousands = labels.thousands
    self.typesetter = typesetter
    self.numbering = Numbering(lesson, run: run)
    self.inlinesImages = inlinesImages
    self.readFile = readFile
  }

  /// Renders a template with the labels of the page's language as `t`.
  func render(_ template: String, _ context: [String: Any?]) throws(ReportError) -> String {
    var context = context
    context["t"] = labels.texts
    return try templates.render(template, context)
  }

  /// The names of the data sets that could not be had and that drawn images stand in for, in the order they were opened.
  var embeddedDatasets: [String] {
    run.datasets.filter(\.isStandIn).map(\.name)
  }
}
