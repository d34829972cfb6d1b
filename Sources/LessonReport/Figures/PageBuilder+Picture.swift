import Foundation
import LessonDocument
import Pictures

extension PageBuilder {
  /// A picture for the page: written beside it under `figures/`, or as a `data:` address where images stand in the page.
  func address(of picture: Picture, stem: String, rank: ThumbnailRank? = nil) throws(ReportError) -> String {
    let encoded = try self.encoded(picture, name: stem)
    if inlinesImages {
      let address = dataAddress(encoded)
      if let rank { offerThumbnail(address, rank: rank) }
      return address
    }
    var path = "figures/\(stem).png"
    let bytes = [UInt8](encoded)
    // A part of a figure that stands there already, such as one original under several filters, is loaded once.
    if rank == nil, let same = files.path(of: bytes) {
      path = same
    } else {
      files.add(path, bytes)
    }
    if let rank { offerThumbnail(path, rank: rank) }
    return HTMLText.escaped(path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path)
  }

  /// The name of a part of a figure, which no figure and no other part has.
  func stem(_ stem: String, part: String) -> String {
    let wanted = "\(stem).\(part)"
    var name = wanted
    var n = 2
    while numbering.isStem(name) || files.hasStem("figures/\(name)") {
      name = "\(wanted)-\(n)"
      n += 1
    }
    return name
  }

  /// Takes a figure for the course page where it tells more than the one before.
  func offerThumbnail(_ address: String, rank: ThumbnailRank) {
    if thumbnail.map({ rank.rawValue < $0.rank.rawValue }) ?? true { thumbnail = (rank, address) }
  }

  /// A small picture that always stands in the page, one of many in a gallery.
  func inlineAddress(of picture: Picture) throws(ReportError) -> String {
    dataAddress(try encoded(picture, name: "gallery"))
  }

  /// Keeps a figure as a file without showing it.
  func keep(_ picture: Picture, stem: String, rank: ThumbnailRank) throws(ReportError) {
    _ = try address(of: picture, stem: stem, rank: rank)
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

  /// An image of the prose: the file beside the lesson is copied beside the page.
  func image(_ url: String, title: String, alt: String, at location: SourceLocation) -> String {
    let title = title.isEmpty ? "" : " title=\"\(HTMLText.escaped(title))\""
    let alt = HTMLText.escaped(alt)
    let (bytes, type): ([UInt8], String)
    switch imageFile(url) {
    case .success(let file): (bytes, type) = file
    case .failure(let refusal):
      problems.append(ReportProblem(refusal.kind, line: location.line, column: location.column))
      return "<mark class=\"broken\">\(alt.isEmpty ? HTMLText.escaped(url) : alt)</mark>"
    }
    // The size keeps the text from jumping while the image loads.
    let size =
      (try? Picture(png: Data(bytes), file: url)).map { " width=\"\($0.width)\" height=\"\($0.height)\"" } ?? ""
    if inlinesImages {
      return "<img src=\"data:\(type);base64,\(Data(bytes).base64EncodedString())\" alt=\"\(alt)\"\(title)\(size)>"
    }
    let path = imagePath(url, bytes: bytes)
    let address = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return "<img src=\"\(HTMLText.escaped(address))\" alt=\"\(alt)\"\(title)\(size)>"
  }

  private struct ImageRefusal: Error {
    var kind: ReportProblem.Kind
  }

  /// The file of an image and its type. The page must do without the web, and its folder without the lesson's.
  private func imageFile(_ url: String) -> Result<([UInt8], String), ImageRefusal> {
    guard let address = LocalAddress(url) else { return .failure(ImageRefusal(kind: .imageInWeb(address: url))) }
    guard address.resolved() != nil else { return .failure(ImageRefusal(kind: .imageLeadsOut(path: url))) }
    guard let bytes = readFile(url) else { return .failure(ImageRefusal(kind: .imageUnreadable(path: url))) }
    guard let type = Self.mediaType(of: address.path) else {
      return .failure(ImageRefusal(kind: .imageOfUnknownType(path: url)))
    }
    return .success((bytes, type))
  }

  /// Where the copy of an image stands: under its own name, or a number after it where another file has that.
  private func imagePath(_ url: String, bytes: [UInt8]) -> String {
    let name = LocalAddress(url)?.path.split(separator: "/").last.map(String.init) ?? url
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    var path = "figures/\(name)"
    var n = 2
    while let taken = files.bytes(at: path) {
      if taken == bytes { return path }
      path = "figures/\(name[..<dot])-\(n)\(name[dot...])"
      n += 1
    }
    files.add(path, bytes)
    return path
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

/// How well a kind of figure stands for its lesson on the course page, the best first.
enum ThumbnailRank: Int {
  case activationMaps, filtered, gallery, images, filters, chart
}
