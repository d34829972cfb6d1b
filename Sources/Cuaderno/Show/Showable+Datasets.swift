import ConvNet
import LessonEvents

extension Dataset: Showable {
  /// A table of its two parts: examples, shape and number of classes.
  public var cellOutputs: [CellOutput] { Table(of: [train, test]).cellOutputs }
}

extension LabeledImages: Showable {
  /// A table of one row: examples, shape and number of classes.
  public var cellOutputs: [CellOutput] { Table(of: [self]).cellOutputs }
}

extension Table {
  fileprivate init(of parts: [LabeledImages]) {
    self.init(
      header: [
        localized(es: "Conjunto", en: "Data set"), localized(es: "Parte", en: "Part"),
        localized(es: "Ejemplos", en: "Examples"), localized(es: "Forma", en: "Shape"),
        localized(es: "Clases", en: "Classes"),
      ],
      rows: parts.map { [$0.dataset, $0.part.rawValue, $0.count, "\($0.imageShape)", $0.classNames.count] })
  }
}
