import Foundation
import Pictures

extension DatasetError: CustomStringConvertible, LocalizedError {
  /// The error as a sentence, for `localizedDescription`.
  public var errorDescription: String? { description }

  /// The error as a sentence: where, what, and the way out.
  public var description: String {
    switch self {
    case .noFolder(let folder): "\(folder): there is no such folder; --data names the folder that holds the data sets"
    case .missing(let file): "\(file): there is no such file; a relative path starts at the lesson's folder"
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
    case .damaged(let file, let offset, let problem): "\(file): at byte \(offset): \(problem.sentence)"
    case .entry(let file, let entry, let problem): "\(file): in its entry \(entry): \(problem.sentence)"
    case .countsDiffer(let images, let imageCount, let labels, let labelCount):
      "\(images) holds \(imageCount) images but \(labels) holds \(labelCount) labels; they do not belong together"
    case .shapesDiffer(let train, let test, let name):
      "\(name): training examples have the shape \(train) but test examples \(test); they must be the same"
    case .noFiles(let folder, let expected, let found):
      "\(folder): no \(expected) here; found \(Self.list(found)). Files are told by their names: train-images…, train-labels…, "
        + "t10k-images…, t10k-labels…"
    case .noTestFiles(let folder, let expected):
      "\(folder): no \(expected) (plain or .gz) here, only files for training; testEvery: 5 sets every fifth example of each "
        + "class aside for testing"
    case .severalSets(let folder, let prefixes):
      "\(folder): several data sets stand here; choose one with prefix: \(prefixes.map { "\"\($0)\"" }.joined(separator: ", or "))"
    case .table(let file, let line, let column, let problem): "\(file):\(line):\(column): \(problem.sentence)"
    case .pictures(let folder, let problem): "\(folder): \(problem.sentence)"
    case .picture(let error): error.description
    case .unavailable(let name, let lookedIn, let reason):
      "The data set \(name) is not to be had: looked in \(Self.list(lookedIn)); \(reason). Put its files into one of these folders"
        + " or run `cuaderno data fetch \(name)` where there is a network"
    case .argument(let name, let value, let rule): "\(name) is \(value); it must be \(rule)"
    case .indexOutside(let index, let count):
      "There is no example \(index): these are \(count), counted from 0"
    }
  }

  /// Names in a row, at most eight of them.
  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "nothing" }
    let shown = names.prefix(8).joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }
}

extension FileDamage {
  var sentence: String {
    switch self {
    case .endsEarly(let expected, let found, let what):
      "the file ends early: \(what) takes \(expected) bytes, \(found) are there; copy or fetch it again"
    case .goesOn(let extra): "the contents end here, but at least \(extra) more bytes follow"
    case .magic(let expected, let found):
      "this is not \(expected): it begins with \(found.map { Self.hexadecimal($0) }.joined(separator: " "))"
    case .size(let lengths, let limit):
      "a size of \(lengths.map(String.init).joined(separator: " × ")): each length must be 1 or more, and all together "
        + "at most \(limit) values"
    case .overstated(let claimed, let possible):
      "the header claims \(claimed) bytes, but the file can hold at most \(possible)"
    case .axes(let expected, let found): "an array of \(found) axes, where \(expected) are needed"
    case .label(let label, let classes): "the label \(label) is none of the \(classes) classes, 0 to \(classes - 1)"
    case .fraction(let value): "the label \(value) is no whole number"
    case .notFinite: "a value is NaN or infinite"
    case .packing(let reason): "the packed data are damaged (\(reason)); copy or fetch the file again"
    case .count(let expected, let found, let what): "\(found) \(what), where \(expected) are expected"
    case .missing: "it is not there"
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}

extension TableProblem {
  var sentence: String {
    switch self {
    case .fields(let expected, let found): "\(found) fields, but the first line has \(expected)"
    case .notANumber(let text): "\"\(text)\" is no number; features are numbers"
    case .noLabel: "the label is empty; every row needs one"
    case .openQuote: "a quotation mark opens here and is never closed"
    case .noColumn(let name, let nearest):
      "there is no column \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    case .oneColumn(let separator):
      "the first line names one column; at least two are needed, separated by commas"
        + (separator.map { $0 == "\t" ? ", not by tabs" : ", not by \"\($0)\"" } ?? "")
    case .empty: "there are no rows of data"
    case .encoding: "the file is not UTF-8; save it as UTF-8"
    case .tooLarge(let limit, let what): "more than \(limit) \(what); use a smaller table"
    }
  }
}

extension PictureFolderProblem {
  var sentence: String {
    switch self {
    case .noClasses: "no folders of pictures here: one folder a class is needed, or train and test with those in them"
    case .emptyClass(let name): "the class folder \(name) holds no PNG file"
    case .notPNG(let file):
      "\(file) is no PNG file; convert it, for example with `mogrify -format png`, and take it away"
    case .partMissing(let part):
      "there is a folder \(part == "test" ? "train" : "test") but no folder \(part); give both, or the class folders "
        + "directly"
    case .classMissing(let name, let part): "the class \(name) has no folder in \(part)"
    case .tooLarge(let limit): "more than \(limit) bytes of pixels; give a smaller size:"
    case .tooFew(let name, let count):
      "the class \(name) has \(count == 1 ? "1 example" : "\(count) examples"): too few to set some aside for testing"
    }
  }
}
