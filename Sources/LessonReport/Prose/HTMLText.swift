import Foundation

/// Text made safe for HTML.
package enum HTMLText {
  /// Escapes `& < > " '`, so that the result stands in text and in quoted attributes alike.
  package static func escaped(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      default: bytes.append(byte)
      }
    }
    return withoutControls(String(decoding: bytes, as: UTF8.self))
  }

  /// Neither HTML nor XML allows control characters but tab and the line ends: each becomes a replacement character.
  package static func withoutControls(_ text: String) -> String {
    guard text.utf8.contains(where: isControl) else { return text }
    return String(
      decoding: text.utf8.flatMap { isControl($0) ? Array("\u{FFFD}".utf8) : [$0] }, as: UTF8.self)
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 32 ? byte != 9 && byte != 10 && byte != 13 : byte == 127
  }

  /// The address of a link or an image, or `nil` where its scheme could run code (`javascript:`, `data:` and so on).
  package static func safeAddress(_ address: String) -> String? {
    let visible = address.unicodeScalars.filter { $0.value > 32 && !$0.properties.isDefaultIgnorableCodePoint }
    guard let colon = visible.firstIndex(of: ":") else { return address }
    let scheme = String(String.UnicodeScalarView(visible[..<colon]))
    if scheme.unicodeScalars.contains(where: { "/?#".unicodeScalars.contains($0) }) { return address }
    return ["http", "https", "mailto", "tel"].contains(scheme.lowercased()) ? address : nil
  }

  /// How many signs a formula sets: what stands outside tags, its source left out.
  package static func signCount(ofMathML html: String) -> Int {
    var count = 0
    var isTag = false
    var isEntity = false
    for byte in html.prefix(upTo: html.range(of: "<annotation")?.lowerBound ?? html.endIndex).utf8 {
      switch byte {
      case UInt8(ascii: "<"): isTag = true
      case UInt8(ascii: ">"): isTag = false
      case _ where isTag: break
      // An entity counts as one sign, and so does a character of several bytes.
      case UInt8(ascii: "&"): (count, isEntity) = (count + 1, true)
      case UInt8(ascii: ";") where isEntity: isEntity = false
      case 0x80..<0xC0: break
      default: count += isEntity ? 0 : 1
      }
    }
    return count
  }

  /// What a formula sets, one sign after the other: what stands outside tags, its source left out.
  package static func signs(ofMathML html: String) -> String {
    var text = ""
    var isTag = false
    for sign in html.prefix(upTo: html.range(of: "<annotation")?.lowerBound ?? html.endIndex) {
      switch sign {
      case "<": isTag = true
      case ">": isTag = false
      default: if !isTag { text.append(sign) }
      }
    }
    for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")] {
      text = text.replacing(entity, with: sign)
    }
    return text
  }

  /// A name that may be broken before a capital inside it: `Batch<wbr>Normalization`.
  package static func breakable(_ name: String) -> String {
    escaped(name).replacing(/([a-z])([A-Z])/) { "\($0.1)<wbr>\($0.2)" }
  }

  /// A word for `id` and file names: lower-case letters, digits and hyphens, accents taken off.
  package static func slug(_ text: String) -> String {
    let folded = text.decomposedStringWithCanonicalMapping.lowercased()
    var slug = ""
    for scalar in folded.unicodeScalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        slug.unicodeScalars.append(scalar)
      } else if scalar.properties.generalCategory != .nonspacingMark, !slug.hasSuffix("-"), !slug.isEmpty {
        slug.append("-")
      }
    }
    return slug.hasSuffix("-") ? String(slug.dropLast()) : slug
  }
}
