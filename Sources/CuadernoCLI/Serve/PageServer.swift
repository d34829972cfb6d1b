import FlyingFox
import Foundation
import LessonReport

/// Hands out the reports, with the script in each page that reloads it.
struct PageServer: HTTPHandler {
  /// Addresses that are ours and not a file's.
  private static let eventsPath = "/.cuaderno/events"
  private static let scriptPath = "/.cuaderno/live.js"

  let output: URL
  let script: URL
  let live: LiveState
  /// Whether only this machine is served: a page of elsewhere must not reach us by a name that it has pointed here.
  let isLocal: Bool

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard request.method == .GET || request.method == .HEAD else { return Self.plain(.methodNotAllowed, "only GET") }
    if isLocal, !Self.isLocalName(request.headers[.host] ?? "") { return Self.plain(.forbidden, "not this host") }
    var response = try answer(request)
    if request.method == .HEAD {
      let length = try await response.bodyData.count
      response.payload = .httpBody(HTTPBodySequence())
      response.headers[.contentLength] = String(length)
    }
    return response
  }

  private func answer(_ request: HTTPRequest) throws -> HTTPResponse {
    let path = request.target.path(percentEncoded: false)
    if path == Self.eventsPath, request.method == .GET {
      return HTTPResponse(
        statusCode: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
        body: HTTPBodySequence(from: StateStream(live: live)))
    }
    if path == Self.scriptPath { return Self.file(script, try Data(contentsOf: script)) }
    let parts = path.split(separator: "/").map(String.init)
    guard !parts.contains(where: { $0.hasPrefix(".") || $0.contains("\0") }) else { return missing(path) }
    let file = parts.reduce(output) { $0.appending(path: $1) }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
    if isThere, !isFolder.boolValue {
      guard let data = try? Data(contentsOf: file) else { return missing(path) }
      return file.lastPathComponent == "index.html" ? page(data, name: parts.dropLast()) : Self.file(file, data)
    }
    // Links of a page start at its folder: the address must end in a slash.
    guard path.hasSuffix("/") else {
      if !isThere, parts.last?.contains(".") == true { return missing(path) }
      var headers = HTTPHeaders()
      headers[.location] = request.target.path() + "/"
      return HTTPResponse(statusCode: .temporaryRedirect, headers: headers)
    }
    guard let data = try? Data(contentsOf: file.appending(path: "index.html")) else { return waiting(parts[...]) }
    return page(data, name: parts[...])
  }

  private func page(_ data: Data, name: ArraySlice<String>, status: HTTPStatusCode = .ok) -> HTTPResponse {
    let name = name.joined(separator: "/")
    let tag = """
      <script src="\(Self.scriptPath)" data-lesson="\(HTMLText.escaped(name))" \
      data-revision="\(live.revision(of: name))"></script>
      """
    var html = String(decoding: data, as: UTF8.self)
    let end = html.range(of: "</body>", options: .backwards)?.lowerBound ?? html.endIndex
    html.insert(contentsOf: tag, at: end)
    return HTTPResponse(
      statusCode: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: Data(html.utf8))
  }

  /// The page of a report that is not there, perhaps not yet: it comes to life when the report is written.
  private func waiting(_ name: ArraySlice<String>) -> HTTPResponse {
    let text = """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">\
      <link rel="icon" href="data:,"><title>Cuaderno</title></head><body><p>There is no report here yet.</p></body></html>
      """
    return page(Data(text.utf8), name: name, status: .notFound)
  }

  private func missing(_ path: String) -> HTTPResponse { Self.plain(.notFound, "there is no \(path)") }

  private static func plain(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: [.contentType: "text/plain; charset=utf-8"], body: Data((text + "\n").utf8))
  }

  private static func file(_ file: URL, _ data: Data) -> HTTPResponse {
    let types = [
      "html": "text/html; charset=utf-8", "json": "application/json", "png": "image/png", "svg": "image/svg+xml",
      "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "txt": "text/plain; charset=utf-8",
    ]
    return HTTPResponse(
      statusCode: .ok,
      headers: [
        .contentType: types[file.pathExtension.lowercased()] ?? "application/octet-stream", .cacheControl: "no-store",
      ], body: data)
  }

  private static func isLocalName(_ host: String) -> Bool {
    let name = host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) + "]" : String(host.prefix { $0 != ":" })
    return ["localhost", "127.0.0.1", "[::1]"].contains(name.lowercased())
  }
}
