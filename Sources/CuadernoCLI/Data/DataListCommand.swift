import ArgumentParser
import ConvNet

/// `cuaderno data list`: what is there, where, and in what state.
struct DataListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Shows what is there, where, and its state; every file is read and verified.")

  @Option(help: ArgumentHelp("The folder that holds the data sets.", valueName: "DIR"))
  var data: String?

  func run() throws {
    let lookup = DatasetLookup(folder: data, mayFetch: false)
    for dataset in KnownDataset.allCases { print(DataListEntry(dataset, lookup: lookup).text) }
    print("looked in: \(lookup.folders.joined(separator: ", "))")
  }
}

/// One data set of the list.
struct DataListEntry {
  let text: String

  init(_ dataset: KnownDataset, lookup: DatasetLookup) {
    let name = dataset.rawValue
    text =
      switch dataset.state(lookup) {
      case .complete(let read, let place):
        """
        \(name): complete, \(read.train.count) images for training and \(read.test.count) for testing
          \(place.path)
          sha256 \(read.sha256)
        """
      case .incomplete(_, let error):
        "\(name): incomplete\n  \(error)"
      case .damaged(_, let error):
        "\(name): damaged\n  \(error)"
      case .begun(let received, let size):
        "\(name): fetched in part, \(Self.megabytes(received)) of \(Self.megabytes(size)) MB; `cuaderno data fetch \(name)` goes on"
      case .absent(let size):
        """
        \(name): not there; `cuaderno data fetch \(name)` fetches it (\(Self.megabytes(size)) MB), \
        without it lessons run on images that the engine draws
        """
      }
  }

  /// Megabytes with one decimal.
  static func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
