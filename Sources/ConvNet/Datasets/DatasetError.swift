import Pictures

/// What can be wrong with the files of a data set, or with how it was asked for.
public enum DatasetError: Error, Sendable, Equatable {
  /// The folder of data sets that was asked for is not there.
  case noFolder(String)
  /// A file that is not there.
  case missing(file: String)
  /// A file that the system will not give.
  case unreadable(file: String, reason: String)
  /// Something wrong at a byte of a file (of its unpacked contents where it is packed).
  case damaged(file: String, offset: Int, problem: FileDamage)
  /// An entry of an archive that is missing or of the wrong size.
  case entry(file: String, entry: String, problem: FileDamage)
  /// Images and labels that do not belong together.
  case countsDiffer(images: String, imageCount: Int, labels: String, labelCount: Int)
  /// Training and test examples of different shapes.
  case shapesDiffer(train: [Int], test: [Int], name: String)
  /// A folder without the files of a data set.
  case noFiles(folder: String, expected: String, found: [String])
  /// Files for training without any for testing.
  case noTestFiles(folder: String, expected: String)
  /// Files of several data sets in one folder.
  case severalSets(folder: String, prefixes: [String])
  /// A line of a table of examples.
  case table(file: String, line: Int, column: Int, problem: TableProblem)
  /// A folder of pictures that cannot be used.
  case pictures(folder: String, problem: PictureFolderProblem)
  /// A picture that cannot be read.
  case picture(PictureError)
  /// A data set that is nowhere to be had, where it was required.
  case unavailable(name: String, lookedIn: [String], reason: String)
  /// A number outside what an argument may be.
  case argument(name: String, value: String, rule: String)
  /// An index outside the examples.
  case indexOutside(index: Int, count: Int)
}

/// What is wrong at a place of a file.
public enum FileDamage: Error, Sendable, Equatable {
  /// The file ends too early.
  case endsEarly(expected: Int, found: Int, what: String)
  /// The file goes on after its contents.
  case goesOn(extra: Int)
  /// The first bytes are not those of the format.
  case magic(expected: String, found: [UInt8])
  /// Sizes of which one is zero, or whose product is out of bounds.
  case size(lengths: [Int], limit: Int)
  /// Sizes that claim more than the file can hold.
  case overstated(claimed: Int, possible: Int)
  /// An array of another number of axes than is needed.
  case axes(expected: String, found: Int)
  /// A label that is no class.
  case label(Int, classes: Int)
  /// A label that is no whole number.
  case fraction(Double)
  /// A number that is NaN or infinite.
  case notFinite
  /// Packed bytes that cannot be unpacked.
  case packing(String)
  /// Another number of examples or bytes than the data set has.
  case count(expected: Int, found: Int, what: String)
  /// An entry that the archive lacks.
  case missing
}

/// What is wrong in a table of examples.
public enum TableProblem: Error, Sendable, Equatable {
  /// A row of another number of fields than the first one.
  case fields(expected: Int, found: Int)
  /// A field that is no number.
  case notANumber(String)
  /// A row without a class.
  case noLabel
  /// A quotation mark that is not closed.
  case openQuote
  /// No such column; `nearest` is the most similar one.
  case noColumn(String, nearest: String?)
  /// One column only; `separator` is what stands between values instead of commas, where that shows.
  case oneColumn(separator: String?)
  /// Nothing but the header, or less.
  case empty
  /// Bytes that are no UTF-8.
  case encoding
  /// More than can be taken in.
  case tooLarge(limit: Int, what: String)
}

/// What is wrong with a folder of pictures.
public enum PictureFolderProblem: Error, Sendable, Equatable {
  /// No folder for a class.
  case noClasses
  /// A class without a picture.
  case emptyClass(String)
  /// A picture of a format that is not read.
  case notPNG(file: String)
  /// A folder for training without one for testing, or the other way round.
  case partMissing(String)
  /// A class that only one of training and test has.
  case classMissing(String, in: String)
  /// More pictures or pixels than can be taken in.
  case tooLarge(limit: Int)
  /// Too few pictures to set some aside for testing.
  case tooFew(className: String, count: Int)
}
