/// A table written in a lesson.
public struct TableBlock: Sendable, Equatable {
  /// Where the text of a column stands.
  public enum Alignment: String, Sendable, Equatable {
    /// Where the page puts it.
    case none
    /// `:--`
    case left
    /// `:-:`
    case center
    /// `--:`
    case right
  }

  /// One list of inlines a column.
  public var header: [[Inline]]
  /// One for each column.
  public var alignments: [Alignment]
  /// The cells, row by row, each a list of inlines.
  public var rows: [[[Inline]]]
  /// Name of the table, for cross-references.
  public var label: String?
  /// Caption above the table.
  public var caption: [Inline]
  /// Where the fence begins.
  public var location: SourceLocation

  /// Puts the parts together.
  public init(
    header: [[Inline]], alignments: [Alignment], rows: [[[Inline]]], label: String?, caption: [Inline],
    location: SourceLocation
  ) {
    self.header = header
    self.alignments = alignments
    self.rows = rows
    self.label = label
    self.caption = caption
    self.location = location
  }
}
