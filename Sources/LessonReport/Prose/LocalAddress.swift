/// An address of the prose that leads to a file from the lesson's folder on: no anchor of the page, nothing in the web.
struct LocalAddress {
  /// The way to the file, without escapes.
  let path: String
  /// What follows the path: `#fragment`, `?query`, or nothing.
  let rest: String

  init?(_ address: String) {
    let text = address.prefix { $0 != "#" && $0 != "?" }
    guard !text.isEmpty, !text.hasPrefix("//"), !Self.hasScheme(address) else { return nil }
    path = text.removingPercentEncoding ?? String(text)
    rest = String(address[text.endIndex...])
  }

  /// Whether the address begins as `https:` or `data:` does.
  static func hasScheme(_ address: String) -> Bool {
    guard let colon = address.firstIndex(of: ":"), address.first?.isLetter == true else { return false }
    return address[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// The way from the top of a tree of folders, where `folder` leads from there to the lesson's; `nil` where it leads out of
  /// the tree.
  func resolved(in folder: [String] = []) -> [String]? {
    guard !path.hasPrefix("/") else { return nil }
    var way = folder
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        way.append(String(part))
      } else if way.popLast() == nil {
        return nil
      }
    }
    return way
  }
}
