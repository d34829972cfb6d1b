import Foundation

/// Why a process could not be started.
enum ProcessError: Error, Equatable {
  case descriptors(code: Int32)
  case start(program: String, code: Int32)
}

extension ProcessError: CustomStringConvertible {
  var description: String {
    switch self {
    case .descriptors(let code): "no more file descriptors: \(String(cString: strerror(code)))"
    case .start(let program, let code): "'\(program)' did not start: \(String(cString: strerror(code)))"
    }
  }
}
