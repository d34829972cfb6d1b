import ArgumentParser
import ConvNet
import Foundation
import Names

/// `cuaderno data fetch`: downloads data sets into the user's cache folder.
struct DataFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Downloads data sets into the user's cache folder; an interrupted download is continued.")

  @Argument(help: ArgumentHelp("mnist, cifar10; all of them where none is named.", valueName: "NAME"))
  var names: [String] = []

  func validate() throws {
    for name in names where KnownDataset(rawValue: name) == nil {
      let known = KnownDataset.allCases.map(\.rawValue)
      let nearest = nearestName(to: name, among: known).map { "; did you mean \($0)?" } ?? "."
      throw ValidationError("There is no data set \(name)\(nearest) Known are \(known.joined(separator: ", ")).")
    }
  }

  func run() throws {
    let lookup = DatasetLookup()
    let chosen = names.isEmpty ? KnownDataset.allCases : names.compactMap(KnownDataset.init(rawValue:))
    var hasFailed = false
    for dataset in chosen {
      do {
        var line = ProgressLine()
        try dataset.fetch(lookup) { line.show($0) }
        print(DataListEntry(dataset, lookup: DatasetLookup(folder: lookup.cacheFolder, mayFetch: false)).text)
      } catch {
        StandardError.write("\(dataset.rawValue): \(error)")
        hasFailed = true
      }
    }
    if hasFailed { throw ExitCode.failure }
  }
}

/// How far a download has come, on standard error: a line at every tenth of a file.
private struct ProgressLine {
  private var last = ""

  mutating func show(_ progress: Downloader.Progress) {
    let percent = progress.size > 0 ? progress.received * 10 / progress.size * 10 : 100
    let text =
      "\(progress.file): \(percent) % of \(DataListEntry.megabytes(progress.size)) MB"
    guard text != last else { return }
    last = text
    StandardError.write(text)
  }
}
