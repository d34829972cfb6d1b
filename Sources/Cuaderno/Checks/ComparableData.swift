/// Data that a check was computed from, and whether its numbers may be held against those of a slide.
public protocol ComparableData {
  /// Whether these are the original files, whole: neither drawn by the engine nor a part.
  var isComparable: Bool { get }
}
