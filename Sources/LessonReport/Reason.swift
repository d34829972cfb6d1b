import Foundation

/// Why a file operation failed, without the machine's paths.
enum Reason {
  /// The error's own short reason: `No such file or directory`.
  static func of(_ error: any Error) -> String {
    let error = error as NSError
    if let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError, underlying.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return error.localizedDescription
  }
}
