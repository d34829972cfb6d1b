import ConvNet
import Synchronization

/// Whether data sets that finished lessons lacked could be fetched by now. Each is asked for once in a process, and where one
/// server does not answer, the next is not asked: it would be waited for in vain.
final class MissingDatasets: Sendable {
  private let lookup: DatasetLookup
  private let answers = Mutex<[String: Bool]>([:])

  init(lookup: DatasetLookup) { self.lookup = lookup }

  func isToBeHad(_ name: String) -> Bool {
    answers.withLock { answers in
      if let known = answers[name] { return known }
      let isOffline = answers.values.contains(false)
      let answer = !isOffline && KnownDataset(rawValue: name)?.isReachable(lookup) == true
      answers[name] = answer
      return answer
    }
  }
}
