/// What the compiler's parser says about the code of one cell.
struct CellSyntax: Sendable, Equatable {
  /// A declaration or statement at the top level of the cell.
  struct Item: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
      case statement
      /// An expression whose value can be shown.
      case expression
      case declaration
      /// A declaration that Swift allows at the top level of a file only.
      case fileScopeDeclaration
    }

    var kind: Kind
    /// Byte offset in the cell's code.
    var start: Int
    /// Byte offset of the item's last token.
    var lastToken: Int
  }

  /// A name that the cell declares for later cells.
  struct Declaration: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
      case variable
      case type
      /// A function and whatever else may share its name with another declaration.
      case other
    }

    var name: String
    var kind: Kind
    /// Byte offset in the cell's code.
    var start: Int
  }

  var items: [Item] = []
  var declarations: [Declaration] = []

  /// Byte offset of the item from which on the cell can stand within braces, so that what it declares of some names stays
  /// outside; 0 for the whole cell, `nil` where nothing can stand within.
  func scope(declaringOutside names: Set<String>) -> Int? {
    var start = 0
    if declarations.contains(where: { names.contains($0.name) }) {
      // What stands outside may use functions and types of the cell.
      let outside = declarations.filter { names.contains($0.name) || $0.kind != .variable }.map(\.start)
      guard let last = outside.max(), let item = items.first(where: { $0.start > last }),
        item.kind == .statement || item.kind == .expression
      else { return nil }
      start = item.start
    }
    return items.contains { $0.kind == .fileScopeDeclaration && $0.start >= start } ? nil : start
  }
}

extension CellSyntax.Declaration.Kind {
  /// The kind of a declaration of the parse tree.
  init(_ item: SyntaxTree.Item) {
    switch item.kind {
    case "var_decl": self = .variable
    case "struct_decl", "class_decl", "enum_decl", "protocol", "typealias": self = .type
    default: self = .other
    }
  }
}

extension CellSyntax.Item.Kind {
  /// The kind of an item of the parse tree.
  init(_ item: SyntaxTree.Item) {
    switch item.kind {
    case "top_level_code_decl":
      let elements = item.body?.elements ?? []
      self = elements.count == 1 && elements[0].isExpression ? .expression : .statement
    case "import_decl", "extension_decl", "protocol", "precedence_group_decl", "macro_decl":
      self = .fileScopeDeclaration
    case let kind where kind.hasSuffix("operator_decl"):
      self = .fileScopeDeclaration
    default:
      self = .declaration
    }
  }
}
