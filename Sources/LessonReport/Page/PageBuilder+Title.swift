import LessonDocument

/// The title and the line below it: running text at the top of the page, plain words where no markup may stand.
extension PageBuilder {
  /// The title without its markup.
  var plainTitle: String {
    let front = lesson.frontMatter
    let text = words(of: front.titleContent)
    return text.isEmpty ? front.title : text
  }

  /// The line below the title without its markup.
  var plainSubtitle: String? {
    let front = lesson.frontMatter
    let text = words(of: front.subtitleContent)
    return text.isEmpty ? front.subtitle : text
  }

  /// The title as it stands on the page.
  func titleHTML() throws(ReportError) -> String {
    let front = lesson.frontMatter
    if front.titleContent.isEmpty { return HTMLText.escaped(front.title) }
    return try inlines(front.titleContent)
  }

  /// The line below the title as it stands on the page.
  func subtitleHTML() throws(ReportError) -> String? {
    let front = lesson.frontMatter
    if front.subtitleContent.isEmpty { return front.subtitle.map { HTMLText.escaped($0) } }
    return try inlines(front.subtitleContent)
  }
}
