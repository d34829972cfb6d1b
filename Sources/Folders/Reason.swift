import Foundation

/// Why a file operation failed, without the machine's paths.
package enum Reason {
  /// The error's own short reason: `No such file or directory`.
  package static func of(_ error: any Error) -> String {
    let error = error as NSError
    if let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError, underlying.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return error.localizedDescription
  }

  /// What a call of the system left in `errno`, as an error.
  package static func error(_ code: Int32) -> CocoaError {
    CocoaError(
      .fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: NSError(domain: NSPOSIXErrorDomain, code: Int(code))])
  }
}
