import Foundation

/// Why a file could not be fetched.
package enum DownloadError: Error, Sendable, Equatable {
  /// The program that fetches is not installed.
  case noCurl
  /// Every address failed; `reasons` are one each.
  case failed(file: String, reasons: [String])
  /// No address could be reached at all: there is no network.
  case unreachable(file: String, reasons: [String])
  /// The copy cannot be written.
  case unwritable(path: String, reason: String)
  /// Another run fetches the same file and does not come to an end.
  case locked(path: String)
}

extension DownloadError: CustomStringConvertible, LocalizedError {
  package var errorDescription: String? { description }

  package var description: String {
    switch self {
    case .noCurl: "curl is not installed; `apt-get install curl` does it"
    case .failed(let file, let reasons): "\(file) could not be fetched: \(reasons.joined(separator: "; "))"
    case .unreachable(let file, let reasons):
      "\(file) could not be fetched, for no server was reached: \(reasons.joined(separator: "; "))"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    case .locked(let path): "\(path): another run is fetching it; wait for its end"
    }
  }
}
