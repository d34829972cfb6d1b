import LessonDocument

extension PageBuilder {
  /// The first paragraph as HTML, cut between words; what the course page says of the lesson.
  var excerpt: String? {
    for block in lesson.blocks {
      guard case .paragraph(let content, _) = block else { continue }
      var room = 200
      let html = excerpt(of: content, room: &room)
      return html.isEmpty ? nil : html
    }
    return nil
  }

  /// Running text while there is room for so many signs; a dash of room below zero means that it was cut. Nothing in it leads
  /// elsewhere: what it refers to stands on another page.
  private func excerpt(of content: [Inline], room: inout Int) -> String {
    var html = ""
    for inline in content where room >= 0 {
      switch inline {
      case .text(let text): html += HTMLText.escaped(cut(text, room: &room))
      case .softBreak, .lineBreak: html += cut(" ", room: &room)
      case .emphasis(let inner): html += "<em>\(excerpt(of: inner, room: &room))</em>"
      case .strong(let inner): html += "<strong>\(excerpt(of: inner, room: &room))</strong>"
      case .link(_, _, let inner): html += excerpt(of: inner, room: &room)
      case .code, .math, .reference, .value:
        let words = words(of: [inline])
        room -= words.count
        html += room < 0 ? "…" : whole(inline, words: words)
      case .image, .html: break
      }
    }
    return html
  }

  /// A piece that is not cut.
  private func whole(_ inline: Inline, words: String) -> String {
    switch inline {
    case .code: return "<code>\(HTMLText.escaped(words))</code>"
    case .math(let tex, _):
      guard case .success(let html)? = try? typesetter.mathML(tex, isDisplayed: false) else { break }
      return html
    default: break
    }
    return HTMLText.escaped(words)
  }

  private func cut(_ text: String, room: inout Int) -> String {
    room -= text.count
    guard room < 0 else { return text }
    let kept = text.dropLast(-room)
    let end = kept.lastIndex(where: \.isWhitespace) ?? kept.startIndex
    return kept[..<end] + " …"
  }
}
