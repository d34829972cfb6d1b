import Foundation
import LessonDocument
import Pictures

extension PageBuilder {
  /// A picture for the page: written beside it under `figures/`, or as a `data:` address where images stand in the page.
  func address(of picture: Picture, stem: String) throws(ReportError) -> String {
    let encoded = try self.encoded(picture, name: stem)
    if inlinesImages { return dataAddress(encoded) }
    let path = "figures/\(stem).png"
    files.append((path, [UInt8](encoded)))
    if thumbnail == nil { thumbnail = path }
    return HTMLText.escaped(path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path)
  }

  /// A small picture that always stands in the page, one of many in a gallery.
  func inlineAddress(of picture: Picture) throws(ReportError) -> String {
    dataAddress(try encoded(picture, name: "gallery"))
  }

  /// Keeps a figure as a file without showing it.
  func keep(_ picture: Picture, stem: String) throws(ReportError) {
    _ = try address(of: picture, stem: stem)
  }

  private func encoded(_ picture: Picture, name: String) throws(ReportError) -> Data {
    do {
      return try picture.encodedPNG()
    } catch {
      throw .pictureFailed(name: name, reason: "\(error)")
    }
  }

  private func dataAddress(_ encoded: Data) -> String {
    "data:image/png;base64,\(encoded.base64EncodedString())"
  }

  /// An image of the prose: a file beside the lesson is copied beside the page, one of the network is only linked.
  func image(_ url: String, title: String, alt: String, at location: SourceLocation) -> String {
    let title = title.isEmpty ? "" : " title=\"\(HTMLText.escaped(title))\""
    let alt = HTMLText.escaped(alt)
    guard let bytes = readFile(url), let type = Self.mediaType(of: url) else {
      problems.append(
        ReportProblem(.imageUnreadable(path: url), line: location.line, column: location.column))
      return "<mark class=\"broken\">\(alt.isEmpty ? HTMLText.escaped(url) : alt)</mark>"
    }
    if inlinesImages {
      return "<img src=\"data:\(type);base64,\(Data(bytes).base64EncodedString())\" alt=\"\(alt)\"\(title)>"
    }
    let name = "figures/" + (url.split(separator: "/").last.map(String.init) ?? url)
    if !files.contains(where: { $0.path == name }) { files.append((name, bytes)) }
    return "<img src=\"\(HTMLText.escaped(name))\" alt=\"\(alt)\"\(title)>"
  }

  private static func mediaType(of url: String) -> String? {
    switch url.split(separator: ".").last?.lowercased() {
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "svg": "image/svg+xml"
    case "webp": "image/webp"
    default: nil
    }
  }
}
