import Foundation

/// The compiler's parse tree of a source file (`-dump-parse -dump-ast-format json`), as far as a lesson needs it.
struct SyntaxTree: Decodable {
  var items: [Item]

  private enum CodingKeys: String, CodingKey { case items }

  init(from decoder: any Decoder) throws {
    // Left out where there are only comments, or nothing at all.
    items = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent([Item].self, forKey: .items) ?? []
  }

  /// A declaration or statement at the top level.
  struct Item: Decodable {
    var kind: String
    var range: Range?
    var name: Name?
    var body: Body?

    enum CodingKeys: String, CodingKey {
      case kind = "_kind"
      case range, name, body
    }

    /// Byte offsets; `end` is where the last token starts.
    struct Range: Decodable {
      var start: Int
      var end: Int
    }

    struct Name: Decodable {
      var baseName: BaseName?
      enum CodingKeys: String, CodingKey { case baseName = "base_name" }

      struct BaseName: Decodable {
        var name: String?
      }
    }

    struct Body: Decodable {
      var elements: [Node]?
    }
  }

  /// A statement or an expression.
  struct Node: Decodable {
    var kind: String
    var elements: [Node]?
    var operand: [Node]?

    enum CodingKeys: String, CodingKey {
      case kind = "_kind"
      case elements
      case operand = "sub_expr"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      kind = try container.decode(String.self, forKey: .kind)
      elements = kind == "sequence_expr" ? try container.decodeIfPresent([Node].self, forKey: .elements) : nil
      operand =
        ["try_expr", "await_expr"].contains(kind)
        ? try container.decodeIfPresent(Node.self, forKey: .operand).map { [$0] } : nil
    }

    /// Whether the node is an assignment, with or without `try` and `await`.
    var isAssignment: Bool {
      kind == "assign_expr" || (elements ?? []).contains { $0.kind == "assign_expr" }
        || (operand ?? []).contains(where: \.isAssignment)
    }

    var isExpression: Bool { kind.hasSuffix("_expr") && !isAssignment }
  }
}
