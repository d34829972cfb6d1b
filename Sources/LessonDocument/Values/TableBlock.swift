/// A table written in a lesson.
public struct TableBlock: Sendable, Equatable {
  public enum Alignment: String, Sendable, Equatable {
    case none, left, center, right
  }

  /// One list of inlines a column.
  public var header: [[Inline]]
  public var alignments: [Alignment]
  public var rows: [[[Inline]]]
  public var label: String?
  public var caption: [Inline]
  public var location: SourceLocation

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
